import type { JWTPayload } from 'jose'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { LogoutReceiver } from '../../support/logout-receiver'
import type { ReceivedLogout } from '../../support/logout-receiver'
import { toForm } from '../../support/relying-party'
import { useServer } from '../../support/use-server'
import { selfSigned } from '../self-signed'
import { newPerson, OidcClient } from './oidc-client'
import { addressOf, longState, signingOut } from './signing-out'
import { suiteProfile } from './suite-profile'

const path = '/test/a/aldgate/backchannel_logout'
const aDay = 24 * 3600

describe('OpenID Connect Back-Channel Logout', () => {
  const profile = suiteProfile('oidc-back-channel-logout')
  const receiver = new LogoutReceiver(selfSigned('rsa'))
  beforeAll(() => receiver.start())
  afterAll(() => receiver.stop())
  // The suite's end is here, by https under a certificate that nobody knows, as its own is.
  const seed = () => JSON.parse(JSON.stringify(profile.seed).replaceAll(`${profile.base}/backchannel_logout`, receiver.url(path))) as object
  const server = useServer(() => ({ seed: seed(), environment: { ALDGATE_OUTBOUND_ALLOW: 'localhost' } }))
  const [client, person] = [new OidcClient(server, profile, 'query'), newPerson(server, profile)]
  const { back, signOut, expectSignedOut } = signingOut({ profile, server, client, person })
  beforeEach(() => person.cookies.clear())

  const signInAndOut = async (at = client): Promise<{ idToken: JWTPayload; told: ReceivedLogout }> => {
    const before = receiver.received.length
    const { tokens } = await at.flow(person)
    const params = { id_token_hint: tokens['id_token'], post_logout_redirect_uri: back, state: longState() }
    expect(addressOf(await signOut(params))).toBe(`${back}?${toForm({ state: params.state }).toString()}`)
    const told = (await receiver.at(path, before + 1)).at(-1)
    if (!told) throw new Error('nothing came')
    return { idToken: decodeJwt(tokens['id_token'] ?? ''), told }
  }

  it('is announced, and where sessions end (oidcc-backchannel-logout-discovery-endpoint-verification)', async () => {
    const metadata = await (await fetch(`${server.issuer}/.well-known/openid-configuration`)).json()
    expect(metadata).toMatchObject({
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
      end_session_endpoint: `${server.issuer}/logout`,
    })
  })

  it('comes as a form with the token alone, beside the way back, and nobody is signed in then (oidcc-backchannel-rp-initiated-logout)', async () => {
    const { told } = await signInAndOut()
    expect(told.headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect([...told.form.keys()]).toEqual(['logout_token'])
    await expectSignedOut()
  })

  it.each(['client', 'client2'] as const)(
    'has a token with everything that the suite looks for, for %s (OIDCBCL-2.4, oidcc-backchannel-rp-initiated-logout)',
    async (which) => {
      const { idToken, told } = await signInAndOut(new OidcClient(server, profile, 'query', profile.plan[which]))
      const keys = createRemoteJWKSet(new URL(`${server.issuer}/jwks`))
      const { payload } = await jwtVerify(told.token, keys, { issuer: server.issuer, audience: profile.plan[which].client_id })
      expect(Math.abs(Number(payload.iat) - server.clock.now())).toBeLessThan(aDay)
      expect(payload.jti).toMatch(/./)
      expect(payload['events']).toEqual({ 'http://schemas.openid.net/event/backchannel-logout': {} })
      expect([payload.sub, payload['sid']]).toEqual([idToken.sub, idToken['sid']])
      expect(payload).not.toHaveProperty('nonce')
    },
  )
})
