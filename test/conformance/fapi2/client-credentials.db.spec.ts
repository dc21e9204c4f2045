import { RelyingParty } from '../../support/relying-party'
import type { Answer } from '../../support/relying-party'
import { startServer } from '../../support/test-server'
import { useServer } from '../../support/use-server'
import { expectRefusal, expectTokens, expectUnauthenticated } from '../suite-checks'
import { fapi2Seed, resourceServerKey, scopes } from './fapi2-seed'
import { SuiteClient } from './suite-client'
import { assertionOfFastClock, itRefusesWrongAssertions } from './wrong-assertions'

type Params = Readonly<Record<string, string | undefined>>

const ask = (by: SuiteClient, params: Params = {}, options?: { dpop?: string | null }) =>
  by.call('/token', { grant_type: 'client_credentials', scope: scopes.client_credentials, ...params }, options)

describe('FAPI 2.0 client credentials profile', () => {
  const server = useServer({ seed: fapi2Seed })
  const clients = [new SuiteClient(server, 'client_credentials'), new SuiteClient(server, 'client_credentials', 1)] as const
  const [client] = clients

  const expectWorking = async (answer: Answer, by: SuiteClient = client) => {
    expectTokens(answer, { tokenType: 'DPoP', idToken: false, refreshToken: false })
    await by.expectWorks(answer.json as Record<string, string>)
  }
  const proof = (claims: Record<string, unknown>, header = {}) => client.proof('POST', client.url('/token'), claims, header)

  it('is announced (discovery-end-point-verification)', async () => {
    const metadata = (await (await fetch(client.url('/.well-known/oauth-authorization-server'))).json()) as Record<string, unknown>
    expect(metadata['grant_types_supported']).toContain('client_credentials')
  })

  it('gives two clients bound tokens, without refresh token or ID token (happy-flow)', async () => {
    for (const each of clients) await expectWorking(await ask(each), each)
  })

  it('gives a token whose holder is known by its key (happy-flow)', async () => {
    const { access_token: token } = (await ask(client)).json
    const { json } = await new RelyingParty(server, 'resource-server', resourceServerKey).introspect(String(token))
    expect(json).toMatchObject({ active: true, client_id: client.clientId, cnf: { jkt: client.proofKey.thumbprint } })
    expect(json['cnf']).not.toMatchObject({ jkt: clients[1].proofKey.thumbprint })
  })

  const expectTaken = (claims: (now: number) => Readonly<Record<string, number>>) => async () =>
    expectWorking(await ask(client, {}, { dpop: proof(claims(client.now)) }))
  it(
    'takes proofs that have nbf and exp too (check-dpop-proof-nbf-exp)',
    expectTaken((now) => ({ nbf: now, exp: now + 300 })),
  )
  it(
    'takes proofs of a slow clock (ensure-dpopproof-with-iat-10seconds-before-succeeds)',
    expectTaken((now) => ({ iat: now - 10 })),
  )
  it(
    'takes proofs of a fast clock (ensure-dpopproof-with-iat-10seconds-after-succeeds)',
    expectTaken((now) => ({ iat: now + 10 })),
  )

  it('needs a proof (ensure-holder-of-key-required)', async () => {
    expectRefusal(await ask(client, {}, { dpop: null }), [400], ['invalid_request', 'invalid_grant', 'invalid_dpop_proof'])
  })

  itRefusesWrongAssertions(client, async (authentication) => expectUnauthenticated(await ask(client, authentication)))

  it('takes an assertion 8 seconds ahead (par-ensure-jwt-client-assertions-nbf-8-seconds-in-the-future-is-accepted)', async () => {
    await expectWorking(await ask(client, { client_assertion: assertionOfFastClock(client) }))
  })

  it('wants the assertion of the client that client_id names, signed by it (ensure-client-id-in-token-endpoint)', async () => {
    const [, other] = clients
    expectUnauthenticated(await ask(client, { client_id: other.clientId }))
    const client_assertion = other.assertion({}, {}, client.key)
    expectUnauthenticated(await ask(client, { client_id: other.clientId, client_assertion }))
  })

  it('works where nonces are demanded (happy-flow)', async () => {
    const strict = await startServer({ seed: fapi2Seed, environment: { DPOP_NONCE: 'required' } })
    try {
      const there = new SuiteClient(strict, 'client_credentials')
      await expectWorking(await ask(there), there)
    } finally {
      await strict.close()
    }
  })
})

describe('FAPI 2.0 client credentials profile, behind a public name', () => {
  const issuer = 'https://op.example.com'
  const server = useServer({ seed: fapi2Seed, environment: { ISSUER: issuer } })
  const client = new SuiteClient(server, 'client_credentials')

  it.each([
    'https://op.example.com/token',
    'HTTPS://OP.EXAMPLE.COM/token',
    'https://op.example.com:443/token',
    'https://op.example.com/token?a=b#c',
  ])('takes a proof for %s, which is the same address (dpop-negative-tests)', async (htu) => {
    const params = { grant_type: 'client_credentials', client_assertion: client.assertion({ aud: issuer }) }
    const answer = await client.call('/token', params, { dpop: client.proof('POST', client.url('/token'), { htu }) })
    expectTokens(answer, { tokenType: 'DPoP', idToken: false, refreshToken: false })
  })
})
