import * as oauth from 'oauth4webapi'
import { Clock } from '#platform/clock/clock'
import { FlowStories } from '#operations/flows/flow-stories'
import { FlowWriter } from '#operations/flows/flow-writer'
import { tellStory } from '#operations/flows/tell-story'
import { e2eSeed, keys, secret } from '../support/e2e-seed'
import { Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { TestKey } from '../support/test-keys'
import { useServer } from '../support/use-server'

const redirect_uri = 'https://rp.example.com/cb'
const insecure = { [oauth.allowInsecureRequests]: true } as const
const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' }
const fiveMinutes = 300

/** A client of oauth4webapi, set up as its developer would, and what may go wrong with it. */
interface Setup {
  readonly clientId?: string
  readonly key?: TestKey
  readonly kid?: string
  /** Changes the client assertion before it is signed. */
  readonly assertion?: (header: Record<string, unknown>, payload: Record<string, unknown>) => void
  /** Changes the DPoP proof before it is signed. */
  readonly proof?: (header: Record<string, unknown>, payload: Record<string, unknown>) => void
  readonly proofAlgorithm?: string
  readonly dpop?: boolean
}

describe('a mistake that a client’s developer makes', () => {
  const server = useServer({ seed: e2eSeed })
  const strict = useServer({ seed: e2eSeed, environment: { DPOP_NONCE: 'required' } })
  let as: oauth.AuthorizationServer
  beforeAll(async () => {
    const issuer = new URL(server.issuer)
    as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure))
  })

  const setUp = async ({ clientId = 'fapi', key = keys.fapi, dpop = true, ...setup }: Setup = {}) => {
    // The server's clock is put forward in some of these tests, and the client's goes with it.
    const client: oauth.Client = { client_id: clientId, [oauth.clockSkew]: server.clock.now() - new Clock().now() }
    const privateKey = await crypto.subtle.importKey('jwk', key.privateJwk as never, ecdsa, false, ['sign'])
    const authentication = oauth.PrivateKeyJwt(
      { key: privateKey, kid: setup.kid ?? key.kid },
      setup.assertion && { [oauth.modifyAssertion]: setup.assertion },
    )
    const pair = await oauth.generateKeyPair(setup.proofAlgorithm ?? 'ES256')
    const DPoP = oauth.DPoP(client, pair, setup.proof && { [oauth.modifyAssertion]: setup.proof })
    return { client, authentication, options: { ...insecure, ...(dpop && { DPoP }) } }
  }
  const late = (client: oauth.Client, seconds: number) => ({ ...client, [oauth.clockSkew]: (client[oauth.clockSkew] ?? 0) + seconds })
  type Ready = Awaited<ReturnType<typeof setUp>>

  const request = async (verifier: string, overrides: Record<string, string | undefined> = {}) => {
    const code_challenge = await oauth.calculatePKCECodeChallenge(verifier)
    const usual = { response_type: 'code', redirect_uri, scope: 'openid email offline_access', state: 'a', code_challenge }
    const all = Object.entries({ ...usual, code_challenge_method: 'S256', ...overrides })
    return Object.fromEntries(all.filter((pair): pair is [string, string] => pair[1] !== undefined))
  }
  const push = async ({ client, authentication, options }: Ready, verifier: string, overrides = {}) =>
    oauth.pushedAuthorizationRequest(as, client, authentication, await request(verifier, overrides), options)
  const toUrl = (parameters: Record<string, string>) => {
    const url = new URL(as.authorization_endpoint ?? '')
    url.search = new URLSearchParams(parameters).toString()
    return url.href
  }
  const pushedUrl = async (ready: Ready, verifier: string, overrides = {}) => {
    const answer = await push(ready, verifier, overrides)
    const { request_uri } = await oauth.processPushedAuthorizationResponse(as, ready.client, answer)
    return toUrl({ client_id: ready.client.client_id, request_uri })
  }
  /** What the redirect back to the client says. */
  const logIn = async (ready: Ready, verifier: string) =>
    oauth.validateAuthResponse(as, ready.client, await new Person(server).authorize(await pushedUrl(ready, verifier)), 'a')
  const redeem = async ({ client, authentication, options }: Ready, callback: URLSearchParams, verifier: string, uri = redirect_uri) =>
    oauth.authorizationCodeGrantRequest(as, client, authentication, callback, uri, verifier, options)
  const tokens = async (ready: Ready) => {
    const verifier = oauth.generateRandomCodeVerifier()
    const answer = await redeem(ready, await logIn(ready, verifier), verifier)
    return oauth.processAuthorizationCodeResponse(as, ready.client, answer)
  }
  const machine = async ({ client, authentication, options }: Ready, parameters = {}, at = as) =>
    oauth.clientCredentialsGrantRequest(at, client, authentication, parameters, options)
  const verifier = () => oauth.generateRandomCodeVerifier()

  const browse = (url: string) => new Person(server).page(url)
  const handleOf = ({ html }: { html: string }) => /name="handle" value="([^"]+)"/.exec(html)?.[1] ?? ''
  const web = { client_id: 'web-post' }
  const webCode = async () => {
    const [secretVerifier, party] = [verifier(), new RelyingParty(server, 'web-post')]
    const code = await new Person(server).getCode(party.authorizationUrl(await request(secretVerifier, { state: undefined })))
    return { code, secretVerifier }
  }

  type Mistake = readonly [title: string, check: string, says: readonly string[], make: () => Promise<{ headers: Headers }>]
  // prettier-ignore
  const mistakes: readonly Mistake[] = [
    ['an assertion for the token endpoint instead of the issuer', 'check-assertion-audience', ['/token', 'must be the issuer alone'],
      async () => machine(await setUp({ assertion: (_, payload) => { payload['aud'] = as.token_endpoint } }))],
    ['an assertion for a list of audiences', 'check-assertion-audience', ['not an array'],
      async () => machine(await setUp({ assertion: (_, payload) => { payload['aud'] = [as.issuer, as.token_endpoint] } }))],
    ['a clock that is five minutes slow', 'check-assertion-times', ['exp of the client assertion is out of bounds', 'synchronised clock'],
      async () => { const ready = await setUp(); return machine({ ...ready, client: late(ready.client, -fiveMinutes) }) }],
    ['a clock that is five minutes fast', 'check-assertion-times', ['out of bounds', 'synchronised clock'],
      async () => { const ready = await setUp(); return machine({ ...ready, client: late(ready.client, fiveMinutes) }) }],
    ['a proof of five minutes ago', 'check-proof-age', ['too long ago', 'iat from a synchronised clock'],
      async () => machine(await setUp({ proof: (_, payload) => { payload['iat'] = Number(payload['iat']) - fiveMinutes } }))],
    ['an assertion that is sent twice', 'assertion-replay', ['the jti of the assertion was used before', 'new jti, for every request'],
      async () => { const ready = await setUp({ assertion: (_, payload) => { payload['jti'] = 'always-the-same' } }); await machine(ready); return machine(ready) }],
    ['a proof that is sent twice', 'proof-replay', ['jti of the proof was used before'],
      async () => { const ready = await setUp({ proof: (_, payload) => { payload['jti'] = 'always-the-same' } }); await machine(ready); return machine(ready) }],
    ['a key that is not in the JWKS', 'check-assertion-signature', ['does not verify', 'a key in the client’s jwks'],
      async () => machine(await setUp({ key: new TestKey(), kid: keys.fapi.kid }))],
    ['a kid that the JWKS does not have', 'check-assertion-signature', ['has no key for this assertion', 'kid another-kid'],
      async () => machine(await setUp({ kid: 'another-kid' }))],
    ['another client’s id in the assertion', 'registered-client', ['no such client is registered'],
      async () => machine(await setUp({ clientId: 'fapl' }))],
    ['an htu with the address behind the proxy', 'check-proof-url', ['http://10.0.0.7:3000/token', 'as the discovery document names it'],
      async () => machine(await setUp({ proof: (_, payload) => { payload['htu'] = 'http://10.0.0.7:3000/token' } }))],
    ['a proof for another method', 'check-proof-method', ['htm'],
      async () => machine(await setUp({ proof: (_, payload) => { payload['htm'] = 'GET' } }))],
    ['a proof with an algorithm that is not allowed', 'check-proof-algorithm', ['RS256'],
      async () => machine(await setUp({ proofAlgorithm: 'RS256' }))],
    ['no proof at all', 'check-proof-presence', ['a DPoP proof is required', 'Send a DPoP header'],
      async () => machine(await setUp({ dpop: false }))],
    ['no nonce where nonces are required', 'check-proof-nonce', ['DPoP-Nonce', 'send the request again'],
      async () => { const issuer = new URL(strict.issuer); const at = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure)); return machine(await setUp(), {}, at) }],
    ['a redirect_uri with a slash too many', 'check-redirect-uri', ['https://rp.example.com/cb/', 'trailing slash'],
      async () => push(await setUp(), verifier(), { redirect_uri: `${redirect_uri}/` })],
    ['a scope that the client is not registered for', 'check-scope', ['invalid_scope', 'admin'],
      async () => push(await setUp(), verifier(), { scope: 'openid admin' })],
    ['the plain challenge method', 'check-pkce', ['code_challenge_method must be S256'],
      async () => push(await setUp(), verifier(), { code_challenge_method: 'plain' })],
    ['no challenge', 'check-pkce', ['code_challenge is required', 'BASE64URL(SHA256(code_verifier))'],
      async () => push(await setUp(), verifier(), { code_challenge: undefined, code_challenge_method: undefined })],
    ['a resource that is not registered', 'check-resource', ['invalid_target'],
      async () => push(await setUp(), verifier(), { resource: 'https://nobody.example.com' })],
    ['an implicit response type', 'check-response-type', ['unsupported_response_type'],
      async () => push(await setUp(), verifier(), { response_type: 'token' })],
    ['a request object', 'reject-request-object', ['request_not_supported'],
      async () => push(await setUp(), verifier(), { request: 'eyJ' })],
    ['a plain authorization request of a FAPI client', 'check-par-required', ['pushed_authorization_request_endpoint'],
      async () => new Person(server).fetch(toUrl({ client_id: 'fapi', ...(await request(verifier())) }))],
    ['an unknown client_id in the browser', 'known-client', ['the client is not known here', 'fapl'],
      async () => browse(toUrl({ client_id: 'fapl', ...(await request(verifier())) }))],
    ['a request_uri that has expired', 'request-uri', ['unknown, expired or used up', 'within expires_in seconds'],
      async () => { const url = await pushedUrl(await setUp(), verifier()); server.clock.advance(91); return browse(url) }],
    ['a request_uri that was used before', 'request-uri', ['used up', 'once'],
      async () => { const url = await pushedUrl(await setUp(), verifier()); await new Person(server).authorize(url); return browse(url) }],
    ['a page whose browser sends no cookies', 'browser-cookie', ['did not send its cookie', 'must be allowed'],
      async () => browse(`/interaction?handle=${handleOf(await browse(await pushedUrl(await setUp(), verifier())))}`)],
    ['a page that is carried to a second browser', 'interaction-browser', ['another browser', 'in the browser that you want'],
      async () => { const [handle, second] = [handleOf(await browse(await pushedUrl(await setUp(), verifier()))), new Person(server)]; await second.page(await pushedUrl(await setUp(), verifier())); return second.page(`/interaction?handle=${handle}`) }],
    ['prompt=none where nobody is signed in', 'login-required', ['login_required', 'without prompt=none'],
      async () => new Person(server).fetch(toUrl({ client_id: 'web-post', ...(await request(verifier(), { prompt: 'none' })) }))],
    ['a code that is redeemed twice', 'code-unused', ['it was used before', 'A code is good once'],
      async () => { const [ready, one] = [await setUp(), verifier()]; const callback = await logIn(ready, one); await redeem(ready, callback, one); return redeem(ready, callback, one) }],
    ['a code that is redeemed too late', 'code-known', ['it has expired', '60 seconds'],
      async () => { const [ready, one] = [await setUp(), verifier()]; const callback = await logIn(ready, one); server.clock.advance(61); return redeem(ready, callback, one) }],
    ['another verifier than the challenge was made of', 'check-code-verifier', ['code_verifier'],
      async () => { const ready = await setUp(); return redeem(ready, await logIn(ready, verifier()), verifier()) }],
    ['another redirect_uri at the token endpoint', 'code-redirect-uri', [`${redirect_uri}?x=1`, 'the same redirect_uri'],
      async () => { const [ready, one] = [await setUp(), verifier()]; return redeem(ready, await logIn(ready, one), one, `${redirect_uri}?x=1`) }],
    ['another key than the request was bound to', 'code-key', ['code is bound to another key', 'dpop_jkt'],
      async () => { const [ready, one] = [await setUp(), verifier()]; return redeem(await setUp(), await logIn(ready, one), one) }],
    ['a refresh for more than was granted', 'refresh-scope', ['scope goes beyond what was granted', 'payments'],
      async () => { const ready = await setUp(); const { refresh_token = '' } = await tokens(ready); return oauth.refreshTokenGrantRequest(as, ready.client, ready.authentication, refresh_token, { ...ready.options, additionalParameters: { scope: 'openid payments' } }) }],
    ['a refresh token that was revoked', 'grant-lives', ['the grant has ended', 'revocation'],
      async () => { const ready = await setUp(); const { refresh_token = '' } = await tokens(ready); await oauth.revocationRequest(as, ready.client, ready.authentication, refresh_token, insecure); return oauth.refreshTokenGrantRequest(as, ready.client, ready.authentication, refresh_token, ready.options) }],
    ['a token with another key’s proof', 'token-binding', ['the proof is not made with the key of the token'],
      async () => { const ready = await setUp(); const { access_token } = await tokens(ready); return oauth.userInfoRequest(as, ready.client, access_token, (await setUp()).options) }],
    ['a bound token as a bearer token', 'token-binding', ['DPoP'],
      async () => { const ready = await setUp(); const { access_token } = await tokens(ready); return oauth.userInfoRequest(as, ready.client, access_token, insecure) }],
    ['an access token that was cut in the middle', 'access-token', ['invalid_token', 'unchanged'],
      async () => { const ready = await setUp(); const { access_token } = await tokens(ready); return oauth.userInfoRequest(as, ready.client, access_token.slice(0, -10), ready.options) }],
    ['a token for another API at UserInfo', 'check-access-token-audience', ['another audience', 'resource'],
      async () => { const ready = await setUp(); const { access_token } = await oauth.processClientCredentialsResponse(as, ready.client, await machine(ready, { scope: 'payments' })); return oauth.userInfoRequest(as, ready.client, access_token, ready.options) }],
    ['a wrong client_secret', 'client-secret', ['the client secret differs'],
      async () => oauth.clientCredentialsGrantRequest(as, web, oauth.ClientSecretPost('x'.repeat(40)), {}, insecure)],
    ['the secret in the header instead of the form', 'registered-authentication-method', ['client_secret_post', 'client_secret_basic'],
      async () => oauth.clientCredentialsGrantRequest(as, web, oauth.ClientSecretBasic(secret), {}, insecure)],
    ['a grant type that the client is not registered for', 'client-grant-type', ['unauthorized_client', 'grant_types of the client'],
      async () => oauth.clientCredentialsGrantRequest(as, web, oauth.ClientSecretPost(secret), {}, insecure)],
    ['a grant type that does not exist', 'grant-type', ['unsupported_grant_type', 'password'],
      async () => oauth.genericTokenEndpointRequest(as, web, oauth.ClientSecretPost(secret), 'password', {}, insecure)],
    ['no verifier though there was a challenge', 'check-code-verifier', ['code_verifier'],
      async () => { const { code } = await webCode(); return oauth.genericTokenEndpointRequest(as, web, oauth.ClientSecretPost(secret), 'authorization_code', { code, redirect_uri }, insecure) }],
    ['a rotated refresh token that comes again', 'refresh-token-unused', ['it was rotated before', 'the newest refresh token only'],
      async () => {
        const { code, secretVerifier } = await webCode()
        const call = (grant: string, parameters: Record<string, string>) => oauth.genericTokenEndpointRequest(as, web, oauth.ClientSecretPost(secret), grant, parameters, insecure)
        const first = (await (await call('authorization_code', { code, redirect_uri, code_verifier: secretVerifier })).json()) as { refresh_token: string }
        await call('refresh_token', { refresh_token: first.refresh_token })
        server.clock.advance(31)
        return call('refresh_token', { refresh_token: first.refresh_token })
      }],
    ['JSON instead of a form', 'check-content-type', ['application/x-www-form-urlencoded'],
      async () => fetch(as.token_endpoint ?? '', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"grant_type":"client_credentials"}' })],
    ['GET at the token endpoint', 'check-method', ['this address answers POST'], async () => fetch(as.token_endpoint ?? '')],
    ['a slash behind the endpoint', 'check-known-address', ['there is nothing at this address', '/token/'], async () => fetch(`${as.token_endpoint}/`, { method: 'POST' })],
    ['a parameter that stands twice', 'check-no-repeats', ['grant_type stands more than once'],
      async () => fetch(as.token_endpoint ?? '', { method: 'POST', body: new URLSearchParams([['grant_type', 'a'], ['grant_type', 'b']]) })],
    ['two ways of client authentication', 'client-credentials', ['more than one method', 'exactly one way'],
      async () => fetch(as.token_endpoint ?? '', { method: 'POST', headers: { authorization: `Basic ${btoa(`web-basic:${secret}`)}` }, body: new URLSearchParams({ client_id: 'web-post', client_secret: secret, grant_type: 'client_credentials' }) })],
    ['a post_logout_redirect_uri that is not registered', 'post-logout-redirect-uri', ['post_logout_redirect_uri is not registered', 'id_token_hint'],
      async () => { const ready = await setUp(); const { id_token = '' } = await tokens(ready); return browse(`/logout?${new URLSearchParams({ id_token_hint: id_token, post_logout_redirect_uri: 'https://rp.example.com/gone' }).toString()}`) }],
    ['an access token as id_token_hint', 'id-token-hint', ['id_token_hint is not an ID token', 'that this server issued'],
      async () => { const { access_token } = await tokens(await setUp()); return browse(`/logout?${new URLSearchParams({ id_token_hint: access_token }).toString()}`) }],
    ['a page whose origin no client has', 'known-origin', ['https://app.example.org', 'redirect URI of that origin'],
      async () => fetch(as.token_endpoint ?? '', { method: 'OPTIONS', headers: { origin: 'https://app.example.org', 'access-control-request-method': 'POST' } })],
    ['a proof whose iat is in milliseconds', 'check-proof-age', ['too far in the future', 'in whole seconds'],
      async () => machine(await setUp({ proof: (_, payload) => (payload['iat'] = Date.now()) }))],
    ['an assertion without its type', 'client-credentials', ['client_assertion_type is not the JWT bearer type', 'An assertion comes with its client_assertion_type'],
      async () => fetch(as.token_endpoint ?? '', { method: 'POST', body: new URLSearchParams({ client_id: 'fapi', client_assertion: 'a.b.c', grant_type: 'client_credentials' }) })],
  ]

  it.each(mistakes.map((mistake) => [...mistake] as [...Mistake]))('is explained: %s', async (_, check, says, make) => {
    const { headers } = await make()
    const flow = headers.get('x-flow-id') ?? ''
    for (const { app } of [server, strict]) await app.get(FlowWriter).flush()
    const stories = await Promise.all([server, strict].map(({ app }) => app.get(FlowStories).find(flow)))
    const story = stories.find((one) => typeof one !== 'string')
    if (story === undefined || typeof story === 'string') throw new Error(`${flow} has no story`)
    expect(story.refusal?.check).toBe(check)
    expect(story.refusal?.hint).toMatch(/.{20}/)
    const told = tellStory(story).join('\n')
    for (const part of says) expect(told).toContain(part)
    expect(told).not.toContain(secret)
  })

  it('is one of thirty at least, each with another remedy where it has another cause', () => {
    expect(mistakes.length).toBeGreaterThanOrEqual(30)
    expect(new Set(mistakes.map(([, check]) => check)).size).toBeGreaterThanOrEqual(30)
  })
})
