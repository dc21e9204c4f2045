import { random } from '../../support/test-keys'
import { expectErrorPage, expectRefusal, expectTokens } from '../suite-checks'
import { expectError } from './oidc-checks'
import { OidcClient } from './oidc-client'
import { useBasicPlan } from './use-plan'

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const unsigned = (claims: object) => `${encode({ alg: 'none' })}.${encode(claims)}.`
const refresh = (party: OidcClient, token = '') => party.token({ grant_type: 'refresh_token', refresh_token: token })

describe.each(['query', 'form_post'] as const)('OpenID Connect Basic by %s: refusals and codes', (mode) => {
  const { profile, server, client, person } = useBasicPlan(mode)

  it('refuses a request without response_type (oidcc-response-type-missing)', async () => {
    const params = client.params({ response_type: undefined })
    const callback = await client.callback(person, params)
    expectError(callback, ['unsupported_response_type', 'invalid_request'], { state: params['state'], issuer: server.issuer })
  })

  const expectUnsupported = async (error: string, extra: Record<string, string>) => {
    const params = client.params(extra)
    expectError(await client.callback(person, params), [error], { state: params['state'], issuer: server.issuer })
  }
  it('says that it takes no request objects (oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported)', () =>
    expectUnsupported('request_not_supported', { request: unsigned({ response_type: 'code' }) }))
  it('says so the way that the object asks for, with the state in it (OIDCC-6.1, OAUTH-FORM-POST-2, oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported)', async () => {
    const { state, response_mode, ...outside } = client.params()
    const callback = await client.callback(person, { ...outside, request: unsigned({ ...outside, state, response_mode }) })
    expectError(callback, ['request_not_supported'], { state, issuer: server.issuer })
  })
  it('goes nowhere when redirect_uri is not registered, whatever the object says (OIDCC-6.1, oidcc-ensure-request-object-with-redirect-uri)', async () => {
    const [params, elsewhere] = [client.params(), `${client.redirectUri}/${random(8)}`]
    for (const [outer, inner] of [
      [elsewhere, client.redirectUri],
      [elsewhere, elsewhere],
    ]) {
      const request = unsigned({ ...params, redirect_uri: inner })
      expectErrorPage(await person.open(client.url({ ...params, redirect_uri: outer, request })), ['invalid_request'])
    }
  })
  it('says that it fetches no request objects (oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported)', () =>
    expectUnsupported('request_uri_not_supported', { request_uri: `${profile.base}/requesturi/x#y` }))

  it('shows a page, and goes nowhere, when redirect_uri is not registered (oidcc-ensure-registered-redirect-uri)', async () => {
    const redirect_uri = `${client.redirectUri}/${random(8)}`
    expectErrorPage(await person.open(client.url(client.params({ redirect_uri }))), ['invalid_request'])
  })

  it('takes a code once (oidcc-codereuse)', async () => {
    const { code } = await client.flow(person)
    expectRefusal(await client.redeem(code), [400], ['invalid_grant'])
  })

  it('takes a code once, and ends what came of it when it comes again after 30 seconds (oidcc-codereuse-30seconds)', async () => {
    const { code, tokens, claims } = await client.flow(person)
    expect((await client.userinfo(tokens['access_token'] ?? '')).json['sub']).toBe(claims.sub)
    server.clock.advance(30)
    expectRefusal(await client.redeem(code), [400], ['invalid_grant'])
    expect((await client.userinfo(tokens['access_token'] ?? '')).status).toBe(401)
  })

  describe('a refresh token', () => {
    const offline = { scope: 'openid offline_access', prompt: 'consent' }

    it('brings new tokens for the same person and login (oidcc-refresh-token)', async () => {
      const first = await client.flow(person, offline)
      server.clock.advance(1)
      const answer = await refresh(client, first.tokens['refresh_token'])
      expectTokens(answer, { tokenType: 'Bearer', idToken: true, refreshToken: true })
      expect(answer.json['access_token']).not.toBe(first.tokens['access_token'])
      expect(answer.json['scope']).toBe(first.tokens['scope'])
      const claims = await client.claimsOf(answer.json as Record<string, string>, undefined)
      const { iss, sub, aud, auth_time, iat } = first.claims
      expect(claims).toMatchObject({ iss, sub, aud, auth_time })
      expect(claims.iat).not.toBe(iat)
    })

    it('is good for the client that it was given to alone (oidcc-refresh-token)', async () => {
      const second = new OidcClient(server, profile, mode, profile.plan.client2)
      const { tokens } = await second.flow(person, offline)
      expectRefusal(await refresh(client, tokens['refresh_token']), [400], ['invalid_grant'])
      expect((await refresh(second, tokens['refresh_token'])).status).toBe(200)
    })
  })
})
