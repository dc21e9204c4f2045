import * as oauth from 'oauth4webapi'
import { e2eSeed, keys } from '../support/e2e-seed'
import { Person } from '../support/person'
import { startServer } from '../support/test-server'
import { useServer } from '../support/use-server'

const redirect_uri = 'https://rp.example.com/cb'
const insecure = { [oauth.allowInsecureRequests]: true }
const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' }

describe.each(['', '/auth'])('oauth4webapi, where the path of the issuer is "%s"', (path) => {
  const server = useServer({ seed: e2eSeed, path })
  let as: oauth.AuthorizationServer
  beforeAll(async () => {
    const issuer = new URL(server.issuer)
    as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure }))
  })

  const fapi = async () => {
    const key = await crypto.subtle.importKey('jwk', keys.fapi.privateJwk as never, ecdsa, false, ['sign'])
    const client: oauth.Client = { client_id: 'fapi' }
    const DPoP = oauth.DPoP(client, await oauth.generateKeyPair('ES256'))
    return { client, DPoP, authentication: oauth.PrivateKeyJwt({ key, kid: keys.fapi.kid }) }
  }

  it('completes FAPI 2.0 by RFC 8414 metadata, PAR, DPoP, code, UserInfo, refresh, introspection and revocation (FAPI2-SP-FINAL-5.3.2, happy-flow)', async () => {
    const { client, DPoP, authentication } = await fapi()
    const verifier = oauth.generateRandomCodeVerifier()
    const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()]
    const options = { DPoP, ...insecure }
    const code_challenge = await oauth.calculatePKCECodeChallenge(verifier)
    const request = {
      response_type: 'code',
      redirect_uri,
      scope: 'openid email offline_access',
      state,
      nonce,
      code_challenge,
      code_challenge_method: 'S256',
    }

    const pushed = await oauth.pushedAuthorizationRequest(as, client, authentication, request, options)
    const { request_uri } = await oauth.processPushedAuthorizationResponse(as, client, pushed)
    const url = new URL(as.authorization_endpoint ?? '')
    url.search = new URLSearchParams({ client_id: 'fapi', request_uri }).toString()
    const callback = oauth.validateAuthResponse(as, client, await new Person(server).authorize(url.href), state)

    const answer = await oauth.authorizationCodeGrantRequest(as, client, authentication, callback, redirect_uri, verifier, options)
    const tokens = await oauth.processAuthorizationCodeResponse(as, client, answer, { expectedNonce: nonce, requireIdToken: true })
    await oauth.validateApplicationLevelSignature(as, answer, insecure)
    const sub = oauth.getValidatedIdTokenClaims(tokens)?.sub ?? ''

    const info = await oauth.userInfoRequest(as, client, tokens.access_token, options)
    expect(await oauth.processUserInfoResponse(as, client, sub, info)).toMatchObject({ sub, email: 'alice@example.com' })

    const refreshed = await oauth.refreshTokenGrantRequest(as, client, authentication, tokens.refresh_token ?? '', options)
    const { access_token } = await oauth.processRefreshTokenResponse(as, client, refreshed)
    const introspect = async () =>
      oauth.processIntrospectionResponse(as, client, await oauth.introspectionRequest(as, client, authentication, access_token, insecure))
    expect(await introspect()).toMatchObject({ active: true, sub, token_type: 'DPoP' })
    const revoked = await oauth.revocationRequest(as, client, authentication, tokens.refresh_token ?? '', insecure)
    expect(await oauth.processRevocationResponse(revoked)).toBeUndefined()
    expect(await introspect()).toMatchObject({ active: false })
  })

  it('reads a refused login as what it is: access_denied (RFC6749-4.1.2.1, user-rejects-authentication)', async () => {
    const { client, authentication } = await fapi()
    const state = oauth.generateRandomState()
    const code_challenge = await oauth.calculatePKCECodeChallenge(oauth.generateRandomCodeVerifier())
    const request = {
      response_type: 'code',
      redirect_uri,
      scope: 'openid',
      prompt: 'consent',
      state,
      code_challenge,
      code_challenge_method: 'S256',
    }
    const pushed = await oauth.pushedAuthorizationRequest(as, client, authentication, request, insecure)
    const { request_uri } = await oauth.processPushedAuthorizationResponse(as, client, pushed)
    const callback = await new Person(server).authorize(
      `${as.authorization_endpoint}?${new URLSearchParams({ client_id: 'fapi', request_uri }).toString()}`,
      'deny',
    )
    expect(() => oauth.validateAuthResponse(as, client, callback, state)).toThrow(expect.objectContaining({ error: 'access_denied' }))
  })

  it('gets a token for the client itself, nonce required (RFC9449-8, SEC-111, SEC-112)', async () => {
    const strict = await startServer({ seed: e2eSeed, environment: { DPOP_NONCE: 'required' } })
    try {
      const issuer = new URL(strict.issuer)
      const at = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure))
      const { client, DPoP, authentication } = await fapi()
      const ask = () => oauth.clientCredentialsGrantRequest(at, client, authentication, {}, { DPoP, ...insecure })
      const process = async () => oauth.processClientCredentialsResponse(at, client, await ask())
      await expect(process()).rejects.toMatchObject({ error: 'use_dpop_nonce', status: 400 })
      expect(await process()).toMatchObject({ token_type: 'dpop' })
    } finally {
      await strict.close()
    }
  })
})
