import { RegisteredClient } from './registered-client'
import { withDefaults } from './with-defaults'

const shop = new RegisteredClient(
  withDefaults({
    client_id: 'shop',
    client_name: 'Shop',
    'client_name#de': 'Laden',
    'client_name#pt-BR': 'Loja',
    logo_uri: 'https://shop.example/logo.png',
    policy_uri: 'https://shop.example/privacy',
    'policy_uri#de-AT': 'https://shop.example/datenschutz',
  }),
)

describe('what people are shown of a client', () => {
  it('is in their language where the registration speaks it, else as it stands without one (OIDCR-2.1)', () => {
    expect(shop.displayIn('de')).toEqual({
      name: 'Laden',
      logoUri: 'https://shop.example/logo.png',
      policyUri: 'https://shop.example/datenschutz',
      tosUri: undefined,
      clientUri: undefined,
    })
    expect(shop.displayIn('fi')).toMatchObject({ name: 'Shop', policyUri: 'https://shop.example/privacy' })
    expect(shop.displayIn('pt').name).toBe('Loja')
  })

  it('is the id of a client without a name (RFC7591-2)', () => {
    expect(new RegisteredClient(withDefaults({ client_id: 'plain' })).displayIn('en').name).toBe('plain')
  })
})
