import { decodeJwt } from 'jose'
import { toForm } from '../../support/relying-party'
import { random, TestKey } from '../../support/test-keys'
import { expectErrorPage } from '../suite-checks'
import type { Params } from './oidc-client'
import { addressOf, longState, signingOut } from './signing-out'
import { usePlan } from './use-plan'

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('OpenID Connect RP-Initiated Logout', () => {
  const plan = usePlan('oidc-rp-initiated-logout')
  const { server, client, person } = plan
  const { back, open, signOut, expectSignedOut } = signingOut(plan)
  let hint: string
  beforeEach(async () => {
    hint = (await client.flow(person)).tokens['id_token'] ?? ''
  })

  const usual = () => ({ id_token_hint: hint, post_logout_redirect_uri: back, state: longState() })
  const expectSignedIn = async () => expect((await client.flow(person, { prompt: 'none' })).claims.sub).toBe(decodeJwt(hint).sub)
  const expectFarewell = async (params: Params) => {
    expect(await signOut(params)).toMatchObject({ status: 200, html: expect.stringContaining('id="logged-out"') })
    await expectSignedOut()
  }

  it('announces where sessions end (OIDCRPIL-2.1, oidcc-rp-initiated-logout-discovery-endpoint-verification)', async () => {
    const metadata = (await (await fetch(`${server.issuer}/.well-known/openid-configuration`)).json()) as Record<string, string>
    expect(metadata['end_session_endpoint']).toBe(`${server.issuer}/logout`)
  })

  it('leads back with the state of 128 characters and nothing else (oidcc-rp-initiated-logout)', async () => {
    const params = usual()
    expect(params.state).toHaveLength(128)
    expect(addressOf(await signOut(params))).toBe(`${back}?${toForm({ state: params.state }).toString()}`)
    await expectSignedOut()
  })

  it('leads back without a state when none was sent (oidcc-rp-initiated-logout-no-state)', async () => {
    expect(addressOf(await signOut({ ...usual(), state: undefined }))).toBe(back)
    await expectSignedOut()
  })

  it('leads nowhere when the address is not registered (oidcc-rp-initiated-logout-bad-post-logout-redirect-uri)', async () => {
    expectErrorPage(await open({ ...usual(), post_logout_redirect_uri: `${back}/${random(8)}` }), ['invalid_request'])
    await expectSignedIn()
  })

  it('leads nowhere when a query was added to the address (oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri)', async () => {
    expectErrorPage(await open({ ...usual(), post_logout_redirect_uri: `${back}?foo=bar` }), ['invalid_request'])
    await expectSignedIn()
  })

  it('leads nowhere by a hint that was made unsigned (oidcc-rp-initiated-logout-modified-id-token-hint)', async () => {
    const [, payload] = hint.split('.')
    expectErrorPage(await open({ ...usual(), id_token_hint: `${encode({ alg: 'none' })}.${String(payload)}.` }), ['invalid_request'])
    await expectSignedIn()
  })

  it('leads nowhere by a hint that somebody else signed (oidcc-rp-initiated-logout-bad-id-token-hint)', async () => {
    const key = new TestKey('RS256')
    const forged = key.jwt({ kid: key.kid, typ: 'JWT' }, decodeJwt(hint))
    expectErrorPage(await open({ ...usual(), id_token_hint: forged }), ['invalid_request'])
    await expectSignedIn()
  })

  it('leads nowhere without a hint, though the address is registered (oidcc-rp-initiated-logout-no-id-token-hint)', async () => {
    await expectFarewell({ ...usual(), id_token_hint: undefined })
  })

  it('says that the person is signed out: without any parameter (oidcc-rp-initiated-logout-no-params)', async () => {
    await expectFarewell({})
  })
  it('says that the person is signed out: with a state alone (oidcc-rp-initiated-logout-only-state)', async () => {
    await expectFarewell({ state: longState() })
  })
  it('says that the person is signed out: with no address to go to (oidcc-rp-initiated-logout-no-post-logout-redirect-uri)', async () => {
    await expectFarewell({ ...usual(), post_logout_redirect_uri: undefined })
  })
})
