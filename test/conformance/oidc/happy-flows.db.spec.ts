import { toForm } from '../../support/relying-party'
import { random, sha256 } from '../../support/test-keys'
import { expectUserInfo, claimsOf, standardClaims } from './user-info-checks'
import { OidcClient } from './oidc-client'
import type { Flow, Params } from './oidc-client'
import { useBasicPlan } from './use-plan'

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const byPost = (params: Params) => ({ method: 'POST', body: toForm(params) })

describe.each(['query', 'form_post'] as const)('OpenID Connect Basic by %s: flows that must go well', (mode) => {
  const { profile, server, client, person } = useBasicPlan(mode)

  const metadata = async (name: string) => {
    const response = await fetch(`${server.issuer}/.well-known/openid-configuration`)
    return ((await response.json()) as Record<string, unknown>)[name]
  }
  const expectToldOf = async ({ tokens, claims }: Flow, scope = '', others: readonly string[] = []) =>
    expectUserInfo(await client.userinfo(tokens['access_token'] ?? ''), claims.sub, [...claimsOf(scope), ...others])

  it('gives a code, tokens, a signed ID token and UserInfo (OIDCC-5.3.2, OIDCC-15.1, oidcc-server, oidcc-idtoken-signature)', async () => {
    const flow = await client.flow(person)
    await expectToldOf(flow)
    expect(flow.claims.aud).toBe('oidc-basic-1')
  })

  it('announces no unsigned ID tokens and no unsigned request objects (oidcc-idtoken-unsigned)', async () => {
    expect(await metadata('id_token_signing_alg_values_supported')).not.toContain('none')
    expect((await metadata('request_object_signing_alg_values_supported')) ?? []).not.toContain('none')
  })

  const expectAnswer = async (init: (token: string) => RequestInit) => {
    const { tokens, claims } = await client.flow(person)
    expectUserInfo(await client.userinfo('', init(tokens['access_token'] ?? '')), claims.sub, [])
  }
  it('answers at UserInfo by GET (oidcc-userinfo-get)', () => expectAnswer((token) => ({ headers: bearer(token) })))
  it('answers at UserInfo by POST (oidcc-userinfo-post-header)', () =>
    expectAnswer((token) => ({ method: 'POST', headers: bearer(token) })))
  it('answers at UserInfo with the token in a form (oidcc-userinfo-post-body)', () =>
    expectAnswer((token) => ({ method: 'POST', headers: {}, body: toForm({ access_token: token }) })))

  it('does not need a nonce (oidcc-ensure-request-without-nonce-succeeds-for-code-flow)', async () => {
    const { claims } = await client.flow(person, { nonce: undefined })
    expect(claims).not.toHaveProperty('nonce')
  })

  const expectAllOf = async (scope: string) => {
    expect(await metadata('scopes_supported')).toContain(scope)
    await expectToldOf(await client.flow(person, { scope: `openid ${scope}` }), scope)
  }
  it('tells the whole profile at UserInfo, and nothing of it in the ID token (oidcc-scope-profile)', () => expectAllOf('profile'))
  it('tells the email address at UserInfo, and nothing of it in the ID token (oidcc-scope-email)', () => expectAllOf('email'))
  it('tells the postal address at UserInfo, and nothing of it in the ID token (oidcc-scope-address)', () => expectAllOf('address'))
  it('tells the phone number at UserInfo, and nothing of it in the ID token (oidcc-scope-phone)', () => expectAllOf('phone'))

  it('tells every standard claim when all scopes are asked for (OIDCC-5.6, OIDCC-5.3.2, OIDCC-5.1, OIDCC-5.4, oidcc-scope-all)', async () => {
    const scope = 'openid profile email address phone'
    const { json } = await expectToldOf(await client.flow(person, { scope }), scope)
    expect(Object.keys(json).toSorted()).toEqual([...standardClaims, 'sub'].toSorted())
  })

  it('does not mind the order of scopes and parameters (oidcc-alternate-happy-flow)', async () => {
    const params = client.params({ scope: 'phone address email profile openid' })
    const reversed = Object.fromEntries(Object.entries(params).toReversed())
    const flow = await client.finish(params, client.check(params, await client.callback(person, reversed)))
    await expectToldOf(flow, 'profile email address phone')
  })

  const expectFlowWith = async (extra: Record<string, string>) => {
    await expectToldOf(await client.flow(person, extra))
  }
  it('goes well with display=page (OIDCC-15.1, oidcc-display-page)', () => expectFlowWith({ display: 'page' }))
  it('goes well with display=popup (oidcc-display-popup)', () => expectFlowWith({ display: 'popup' }))
  it('ignores a parameter nobody knows (oidcc-ensure-request-with-unknown-parameter-succeeds)', () => expectFlowWith({ extra: 'foobar' }))
  it('goes well with the name of an account as a hint (oidcc-login-hint)', () => expectFlowWith({ login_hint: 'buffy' }))
  it('goes well with a hint at nobody (oidcc-login-hint)', () => expectFlowWith({ login_hint: 'buffy@op.example.com' }))
  it('goes well with languages for the pages that it does not speak (OIDCC-15.1, oidcc-ui-locales)', () =>
    expectFlowWith({ ui_locales: 'se' }))
  it('goes well with languages for claims that it does not have (OIDCC-15.1, oidcc-claims-locales)', () =>
    expectFlowWith({ claims_locales: 'se' }))
  it('goes well with unknown acr_values (oidcc-ensure-request-with-acr-values-succeeds)', () => expectFlowWith({ acr_values: '1 2' }))

  it('gives an acr out of those that it supports and was asked for (OIDCC-15.1, oidcc-ensure-request-with-acr-values-succeeds)', async () => {
    const supported = (await metadata('acr_values_supported')) as string[]
    const { claims } = await client.flow(person, { acr_values: supported.join(' ') })
    expect(supported).toContain(claims['acr'])
  })

  it('tells an essential claim at UserInfo and not in the ID token (oidcc-claims-essential)', async () => {
    const flow = await client.flow(person, { claims: JSON.stringify({ userinfo: { name: { essential: true } } }) })
    await expectToldOf(flow, '', ['name'])
  })

  it('takes an authorization request by POST (oidcc-ensure-post-request-succeeds)', async () => {
    await expectToldOf(await client.flow(person, {}, byPost))
  })

  it('takes the secret in the body where the client is registered so (oidcc-server-client-secret-post)', async () => {
    expect(await metadata('token_endpoint_auth_methods_supported')).toContain('client_secret_post')
    const post = new OidcClient(server, profile, mode, profile.plan.client_secret_post, 'post')
    await expectToldOf(await post.flow(person))
  })

  it('works with PKCE where it is not demanded (oidcc-ensure-request-with-valid-pkce-succeeds)', async () => {
    const verifier = random(32)
    const params = client.params({ code_challenge: sha256(verifier), code_challenge_method: 'S256' })
    const code = client.check(params, await client.callback(person, params))
    await expectToldOf(await client.finish(params, code, { code_verifier: verifier }))
  })
})
