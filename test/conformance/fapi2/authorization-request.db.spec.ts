import { Person } from '../../support/person'
import { random } from '../../support/test-keys'
import { useServer } from '../../support/use-server'
import { expectCallback, expectErrorCallback, expectErrorPage, expectRefusal } from '../suite-checks'
import { fapi2Seed, variants } from './fapi2-seed'
import { SuiteClient } from './suite-client'

const clientErrors = [400, 401, 403]
const invalidRequest = ['invalid_request', 'invalid_request_object']

describe.each(variants)('FAPI 2.0 Security Profile, %s: the authorization request', (variant) => {
  const server = useServer({ seed: fapi2Seed })
  const first = new SuiteClient(server, variant)
  const second = new SuiteClient(server, variant, 1)

  const authorize = (url: string) => new Person(server).authorize(url)

  it.each([
    ['state', 'a-state-outside'],
    ['nonce', 'a-nonce-outside'],
  ])(
    'counts as it was pushed, whatever %s the address has (ensure-different-nonce-inside-and-outside-request-object, ensure-different-state-inside-and-outside-request-object)',
    async (name, value) => {
      const callback = await authorize(`${await first.address()}&${name}=${value}`)
      await first.redeemed(expectCallback(callback, first.expected))
    },
  )

  it('has no state when only the address has one (state-only-outside-request-object-not-used)', async () => {
    const callback = await authorize(`${await first.address({ state: undefined })}&state=${random(8)}`)
    await first.redeemed(expectCallback(callback, first.expected))
  })

  it('comes by PAR; its parameters in the address are refused (ensure-unsigned-authorization-request-without-using-par-fails)', async () => {
    const url = first.authorizationUrl(first.authorizationParams())
    const at = await first.open(url)
    if (!(at instanceof URL)) return expectErrorPage(at, ['invalid_request'])
    expectErrorCallback(at, ['invalid_request'], first.expected)
  })

  it('has its redirect_uri (ensure-redirect-uri-in-authorization-request, ensure-request-object-without-redirect-uri-fails)', async () => {
    expectRefusal(await first.push({ redirect_uri: undefined }), clientErrors, invalidRequest)
  })

  it('has a redirect_uri that is registered (RFC9126-7.2, ensure-registered-redirect-uri, plain-fapi-tolerate-unregistered-redirect-uri)', async () => {
    const redirect_uri = `https://suite.example.com/${random(8)}/callback`
    expectRefusal(await first.push({ redirect_uri }), clientErrors, invalidRequest)
    expectRefusal(await second.push({ redirect_uri: `${second.redirectUri}&dummy3=dolor` }), clientErrors, invalidRequest)
  })

  it('leads nowhere with a redirect_uri that is not registered (ensure-registered-redirect-uri)', async () => {
    const redirect_uri = `https://suite.example.com/${random(8)}/callback`
    expectErrorPage(await first.open(first.authorizationUrl(first.authorizationParams({ redirect_uri }))), invalidRequest)
  })

  const expectNotFor = (response_type: string) => async () =>
    expectRefusal(await first.push({ response_type }), [400], ['unsupported_response_type', 'invalid_request', 'unauthorized_client'])
  it('is for a code, not for an ID token as well (ensure-response-type-code-idtoken-fails)', expectNotFor('code id_token'))
  it('is for a code, not for a token (ensure-response-type-token-fails)', expectNotFor('token'))

  it('may not name one key and prove another (ensure-mismatched-dpop-jkt-fails)', async () => {
    const dpop = first.proof('POST', first.url('/par'))
    const answer = await first.push({ dpop_jkt: second.proofKey.thumbprint }, { dpop })
    expectRefusal(answer, [400], ['invalid_request', 'invalid_dpop_proof'])
  })
})
