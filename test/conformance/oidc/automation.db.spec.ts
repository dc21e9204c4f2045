import { importJWK, SignJWT } from 'jose'
import type { JWK } from 'jose'
import { RelyingParty, toForm } from '../../support/relying-party'
import { random } from '../../support/test-keys'
import { startServer } from '../../support/test-server'
import type { TestServer } from '../../support/test-server'
import { newPerson, OidcClient } from './oidc-client'
import { SuiteBrowser } from './suite-browser'
import { suiteIssuer, suiteProfile } from './suite-profile'
import type { SuitePlan, SuiteProfile } from './suite-profile'

const reused = 'fapi2-security-profile-final-par-ensure-reused-request-uri-prior-to-auth-completion-succeeds'
const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

describe('the conformance profile, run against the server', () => {
  let profile: SuiteProfile
  let server: TestServer
  beforeAll(async () => {
    profile = suiteProfile()
    server = await startServer({ seed: profile.seed })
  })
  afterAll(() => server.close())

  const planOf = (name: string) => JSON.parse(JSON.stringify(profile.plans[name]).replaceAll(suiteIssuer, server.issuer)) as SuitePlan
  /** The browser that the suite would run a module with. */
  const browserFor = (plan: string, module = '') => {
    const { browser, override } = planOf(plan)
    return new SuiteBrowser(newPerson(server, profile), override[module]?.browser ?? browser)
  }
  const expectCallback = (url: string, parameter = 'code') =>
    expect(url).toMatch(new RegExp(`^${profile.base}/callback\\?.*\\b${parameter}=`))
  const authorization = (overrides: Record<string, string> = {}, mode: 'query' | 'form_post' = 'query') => {
    const client = new OidcClient(server, profile, mode)
    return client.url(client.params(overrides))
  }

  /** A party that signs by the private half that the suite has. */
  const partyOf = (plan: string) => {
    const { client } = planOf(plan)
    const party = new RelyingParty(server, client.client_id, undefined, `${profile.base}/callback`)
    const [jwk = {}] = (client.jwks?.keys ?? []) as JWK[]
    const call = async (path: string, params: object, headers = {}) => {
      const { client_id: id } = client
      const now = party.now
      const claims = { iss: id, sub: id, aud: server.issuer, jti: random(), iat: now, nbf: now, exp: now + 60 }
      const header = { alg: String(jwk.alg), kid: String(jwk.kid) }
      const client_assertion = await new SignJWT(claims).setProtectedHeader(header).sign(await importJWK(jwk))
      return party.post(path, { client_id: id, client_assertion_type: jwtBearer, client_assertion, ...params }, headers)
    }
    const push = async () => {
      const { status, json } = await call('/par', party.authorizationParams({ scope: client.scope }))
      expect(status).toBe(201)
      return party.authorizationUrl({ request_uri: String(json['request_uri']) })
    }
    return { party, client, call, push }
  }

  it('signs in, allows, and comes back silently the next time (oidcc-prompt-none-logged-in)', async () => {
    const browser = browserFor('oidc-basic')
    expectCallback(await browser.visit(authorization({ scope: 'openid profile', prompt: 'consent' })))
    expectCallback(await browser.visit(authorization({ scope: 'openid profile', prompt: 'none' })))
  })

  it('comes back by form, signed in or not (oidcc-server)', async () => {
    const browser = browserFor('oidc-form-post-basic')
    expectCallback(await browser.visit(authorization({}, 'form_post')))
    expectCallback(await browser.visit(authorization({ prompt: 'none' }, 'form_post')))
  })

  it.each(['oidcc-prompt-login', 'oidcc-max-age-1'])(
    'shows the login page twice, the second time to be looked at: %s (oidcc-prompt-login, oidcc-max-age-1)',
    async (module) => {
      const browser = browserFor('oidc-basic', module)
      expectCallback(await browser.visit(authorization()))
      expectCallback(await browser.visit(authorization({ prompt: 'login' })))
    },
  )

  it.each([
    ['oidcc-ensure-registered-redirect-uri', '/callback/x'],
    ['oidcc-ensure-request-object-with-redirect-uri', '/callback/x'],
    ['oidcc-redirect-uri-query-added', '/callback?a=b'],
  ])(
    'stays at the error page of an address that is not registered: %s (oidcc-ensure-registered-redirect-uri, oidcc-ensure-request-object-with-redirect-uri, oidcc-redirect-uri-query-added)',
    async (module, path) => {
      const url = authorization({ redirect_uri: profile.base + path })
      for (const plan of ['oidc-basic', 'oidc-form-post-basic']) expect(await browserFor(plan, module).visit(url)).toBe(url)
    },
  )

  it('signs out and goes back to the application (oidcc-rp-initiated-logout)', async () => {
    const browser = browserFor('oidc-rp-initiated-logout')
    const client = new OidcClient(server, profile, 'query', planOf('oidc-rp-initiated-logout').client)
    const params = client.params()
    const code = new URL(await browser.visit(client.url(params))).searchParams.get('code') ?? ''
    const { tokens } = await client.finish(params, code)
    const back = `${profile.base}/post_logout_redirect`
    const logout = toForm({ id_token_hint: tokens['id_token'], post_logout_redirect_uri: back, state: 'a-state' }).toString()
    expect(await browser.visit(`${server.issuer}/logout?${logout}`)).toBe(`${back}?state=a-state`)
  })

  it.each([
    ['no-params', {}, '/logout/confirm'],
    ['no-id-token-hint', { post_logout_redirect_uri: 'https://suite.example.com/' }, '/logout?'],
    ['bad-id-token-hint', { id_token_hint: 'a.b.c' }, '/logout?'],
  ])(
    'ends at the page that the module wants to see: %s (oidcc-rp-initiated-logout-no-params, oidcc-rp-initiated-logout-no-id-token-hint, oidcc-rp-initiated-logout-bad-id-token-hint)',
    async (module, params, path) => {
      const browser = browserFor('oidc-rp-initiated-logout', `oidcc-rp-initiated-logout-${module}`)
      await browser.visit(authorization())
      expect(await browser.visit(`${server.issuer}/logout?${toForm(params).toString()}`)).toContain(path)
    },
  )

  describe('for FAPI', () => {
    it('gets a token for a client that speaks for itself (happy-flow)', async () => {
      const { party, client, call } = partyOf('fapi2-sp-final-client-credentials')
      const dpop = party.proof('POST', party.url('/token'))
      const { status, json } = await call('/token', { grant_type: 'client_credentials', scope: client.scope }, { dpop })
      expect([status, json]).toEqual([200, expect.objectContaining({ token_type: 'DPoP', scope: 'accounts' })])
    })

    it.each(['fapi2-sp-final-openid', 'fapi2-sp-final-plain-oauth'])('signs in and allows: %s (happy-flow)', async (plan) => {
      const { party, call, push } = partyOf(plan)
      const back = new URL(await browserFor(plan).visit(await push()))
      expectCallback(back.href)
      const dpop = party.proof('POST', party.url('/token'))
      const code = { grant_type: 'authorization_code', code: back.searchParams.get('code'), code_verifier: party.verifier }
      const { status, json } = await call('/token', { ...code, redirect_uri: party.redirectUri }, { dpop })
      expect([status, 'id_token' in json]).toEqual([200, plan.endsWith('openid')])
    })

    it('rejects (user-rejects-authentication)', async () => {
      const browser = browserFor('fapi2-sp-final-openid', 'fapi2-security-profile-final-user-rejects-authentication')
      expectCallback(await browser.visit(await partyOf('fapi2-sp-final-openid').push()), 'error=access_denied.*')
    })

    it('looks at the login page first, and signs in the second time (par-ensure-reused-request-uri-prior-to-auth-completion-succeeds)', async () => {
      const [url, browser] = [await partyOf('fapi2-sp-final-openid').push(), browserFor('fapi2-sp-final-openid', reused)]
      expect(await browser.visit(url)).toBe(url)
      expectCallback(await browser.visit(url))
    })

    it('looks at the error page of a request that is used up (par-attempt-reuse-request_uri)', async () => {
      const [url, browser] = [await partyOf('fapi2-sp-final-openid').push(), browserFor('fapi2-sp-final-openid')]
      expectCallback(await browser.visit(url))
      expect(await browser.visit(url)).toBe(url)
    })
  })
})
