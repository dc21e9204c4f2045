import type { JWTPayload } from 'jose'
import { random } from '../../support/test-keys'
import { expectError } from './oidc-checks'
import { useBasicPlan } from './use-plan'

const interactionErrors = ['login_required', 'interaction_required', 'consent_required', 'account_selection_required']
const authTime = (claims: JWTPayload) => Number(claims['auth_time'])

describe.each(['query', 'form_post'] as const)('OpenID Connect Basic by %s: who is signed in, and since when', (mode) => {
  const { server, client, person } = useBasicPlan(mode)

  const asks = async (overrides: Record<string, string>) => {
    const at = await person.open(client.url(client.params(overrides)))
    const [, form] = /id="(login|consent|account)-form"/.exec(at instanceof URL ? '' : at.html) ?? []
    return form ?? 'nothing'
  }

  it('asks for a login again, with a later auth_time, when told to (oidcc-prompt-login)', async () => {
    const first = await client.flow(person)
    server.clock.advance(2)
    expect(await asks({ prompt: 'login' })).toBe('login')
    const second = await client.flow(person, { prompt: 'login' })
    expect(second.claims.sub).toBe(first.claims.sub)
    expect(authTime(second.claims)).toBeGreaterThan(authTime(first.claims))
  })

  it('refuses to be silent where nobody is signed in, and keeps a state of 128 characters (oidcc-prompt-none-not-logged-in)', async () => {
    const params = client.params({ prompt: 'none', state: `${random(90)}-._~-._~` })
    expect(params['state']).toHaveLength(128)
    expectError(await client.callback(person, params), interactionErrors, { state: params['state'], issuer: server.issuer })
  })

  it('is silent where somebody is signed in (oidcc-prompt-none-logged-in)', async () => {
    const first = await client.flow(person)
    server.clock.advance(2)
    expect(await asks({ prompt: 'none' })).toBe('nothing')
    const { claims } = await client.flow(person, { prompt: 'none' })
    expect([claims.sub, claims['auth_time']]).toEqual([first.claims.sub, first.claims['auth_time']])
  })

  it('asks for a login again when the last one is older than max_age (oidcc-max-age-1)', async () => {
    const first = await client.flow(person)
    server.clock.advance(2)
    expect(await asks({ max_age: '1' })).toBe('login')
    const { claims } = await client.flow(person, { max_age: '1' })
    expect(authTime(claims)).toBeGreaterThan(authTime(first.claims))
    expect(server.clock.now() - authTime(claims)).toBeLessThanOrEqual(5)
  })

  it('asks for nothing, and says when the login was, while max_age has not passed (oidcc-max-age-10000)', async () => {
    const first = await client.flow(person, { max_age: '15000' })
    server.clock.advance(1)
    expect(await asks({ max_age: '10000' })).toBe('nothing')
    const { claims } = await client.flow(person, { max_age: '10000' })
    expect(authTime(first.claims)).toBeGreaterThan(0)
    expect([claims.sub, claims['auth_time']]).toEqual([first.claims.sub, first.claims['auth_time']])
  })

  it('is silent for the person that a hint names (oidcc-id-token-hint)', async () => {
    const first = await client.flow(person)
    const { claims } = await client.flow(person, { prompt: 'none', id_token_hint: first.tokens['id_token'] ?? '' })
    expect(claims.sub).toBe(first.claims.sub)
  })
})
