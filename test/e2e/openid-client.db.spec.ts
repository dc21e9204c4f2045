import * as client from 'openid-client'
import { alice, e2eSeed, keys, secret } from '../support/e2e-seed'
import { Person } from '../support/person'
import { useServer } from '../support/use-server'

const redirect_uri = 'https://rp.example.com/cb'
const insecure = { execute: [client.allowInsecureRequests] }

describe.each(['', '/auth'])('openid-client, where the path of the issuer is "%s"', (path) => {
  const server = useServer({ seed: e2eSeed, path })

  const pkce = async () => {
    const verifier = client.randomPKCECodeVerifier()
    return { verifier, code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' }
  }

  it('completes FAPI 2.0: discovery, PAR, DPoP, code, UserInfo, refresh, introspection, revocation (FAPI2-SP-FINAL-5.3.2.2-2, FAPI2-SP-FINAL-5.3.2, happy-flow)', async () => {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
    const key = await crypto.subtle.importKey('jwk', keys.fapi.privateJwk as import('node:crypto').webcrypto.JsonWebKey, algorithm, false, [
      'sign',
    ])
    const authentication = client.PrivateKeyJwt({ key, kid: keys.fapi.kid })
    const config = await client.discovery(new URL(server.issuer), 'fapi', undefined, authentication, insecure)
    const DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair('ES256'))
    const { verifier, ...challenge } = await pkce()
    const [state, nonce] = [client.randomState(), client.randomNonce()]
    const request = { redirect_uri, scope: 'openid profile email offline_access', state, nonce, ...challenge }

    const url = await client.buildAuthorizationUrlWithPAR(config, request, { DPoP })
    const callback = await new Person(server).authorize(url.href)
    const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true }
    const tokens = await client.authorizationCodeGrant(config, callback, checks, undefined, { DPoP })
    expect(tokens).toMatchObject({ token_type: 'dpop', expires_in: 300, refresh_token: expect.any(String) as string })

    const sub = tokens.claims()?.sub ?? ''
    const userInfo = await client.fetchUserInfo(config, tokens.access_token, sub, { DPoP })
    expect(userInfo).toMatchObject({ sub, name: 'Alice Liddell', email: 'alice@example.com' })

    const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token ?? '', undefined, { DPoP })
    expect(refreshed.claims()).toMatchObject({ sub, auth_time: tokens.claims()?.auth_time })
    expect(await client.tokenIntrospection(config, refreshed.access_token)).toMatchObject({
      active: true,
      sub,
      client_id: 'fapi',
      token_type: 'DPoP',
    })

    await client.tokenRevocation(config, tokens.refresh_token ?? '')
    expect(await client.tokenIntrospection(config, refreshed.access_token)).toEqual({ active: false })
    await expect(client.refreshTokenGrant(config, tokens.refresh_token ?? '', undefined, { DPoP })).rejects.toMatchObject({
      error: 'invalid_grant',
    })
  })

  it('completes the code flow with client_secret_post and PKCE, and logs out (OIDCC-3.1.3.1, OIDCC-3.1.3.3, oidcc-server-client-secret-post)', async () => {
    const config = await client.discovery(new URL(server.issuer), 'web-post', undefined, client.ClientSecretPost(secret), insecure)
    const { verifier, ...challenge } = await pkce()
    const [state, nonce] = [client.randomState(), client.randomNonce()]
    const url = client.buildAuthorizationUrl(config, { redirect_uri, scope: 'openid email', state, nonce, ...challenge })
    const person = new Person(server)
    const callback = await person.authorize(url.href)
    const tokens = await client.authorizationCodeGrant(config, callback, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
    })
    expect(tokens).toMatchObject({ token_type: 'bearer', scope: 'openid email' })

    const userInfo = await client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '')
    expect(userInfo).toEqual({ sub: tokens.claims()?.sub, email: 'alice@example.com', email_verified: true })
    const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token ?? '')
    expect(refreshed.refresh_token).not.toBe(tokens.refresh_token)

    const hint = { id_token_hint: tokens.id_token ?? '', post_logout_redirect_uri: 'https://rp.example.com/bye', state: 'gone' }
    const page = await person.page(client.buildEndSessionUrl(config, hint).href)
    expect(page.html).toContain('id="logout-form"')
    const away = await person.submit(page, { decision: 'logout' })
    expect(away).toEqual(new URL('https://rp.example.com/bye?state=gone'))
    await expect(client.refreshTokenGrant(config, refreshed.refresh_token ?? '')).rejects.toMatchObject({ error: 'invalid_grant' })
  })

  it('gets a token for the client itself (RFC6749-4.4)', async () => {
    const key = await crypto.subtle.importKey(
      'jwk',
      keys.machine.privateJwk as import('node:crypto').webcrypto.JsonWebKey,
      { name: 'Ed25519' },
      false,
      ['sign'],
    )
    const config = await client.discovery(
      new URL(server.issuer),
      'machine',
      undefined,
      client.PrivateKeyJwt({ key, kid: keys.machine.kid }),
      insecure,
    )
    const DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair('EdDSA'))
    const tokens = await client.clientCredentialsGrant(config, {}, { DPoP })
    expect(tokens).toMatchObject({ token_type: 'dpop', scope: 'payments' })
    expect(tokens.refresh_token).toBeUndefined()
    expect(tokens.id_token).toBeUndefined()
  })

  it('reads the same people by form_post as by query (OAUTH-FORM-POST-2)', async () => {
    const config = await client.discovery(new URL(server.issuer), 'web-post', undefined, client.ClientSecretPost(secret), insecure)
    const { verifier, ...challenge } = await pkce()
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri,
      scope: 'openid',
      response_mode: 'form_post',
      state: 's',
      ...challenge,
    })
    const person = new Person(server, alice.username, alice.password)
    const login = await person.page(url.href)
    const consent = await person.logIn(login)
    if (consent instanceof URL) throw new Error('expected a page')
    const answer = consent.html.includes('consent-form') ? await person.submit(consent, { decision: 'allow' }) : consent
    if (answer instanceof URL) throw new Error('expected a form')
    const fields = [...answer.html.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value])
    const request = new Request(redirect_uri, {
      method: 'POST',
      body: new URLSearchParams(Object.fromEntries(fields) as Record<string, string>),
    })
    const tokens = await client.authorizationCodeGrant(config, request, { pkceCodeVerifier: verifier, expectedState: 's' })
    expect(tokens.claims()).toMatchObject({ aud: 'web-post', iss: server.issuer })
  })
})
