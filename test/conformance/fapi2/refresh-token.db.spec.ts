import { decodeJwt } from 'jose'
import { TestKey } from '../../support/test-keys'
import { useServer } from '../../support/use-server'
import { expectRefusal, expectUnauthenticated } from '../suite-checks'
import { fapi2Seed, variants } from './fapi2-seed'
import { SuiteClient } from './suite-client'

const tokensOf = (client: SuiteClient) => client.tokens(client.isOpenId ? { prompt: 'consent' } : {})

describe.each(variants)('FAPI 2.0 Security Profile, %s: refresh tokens', (variant) => {
  const server = useServer({ seed: fapi2Seed })
  const clients = [new SuiteClient(server, variant), new SuiteClient(server, variant, 1)] as const

  it('work with a new key, for both clients, and bring the same scope (refresh-token)', async () => {
    for (const client of clients) {
      const tokens = await tokensOf(client)
      server.clock.advance(2)
      client.proofKey = new TestKey('ES256')
      const fresh = await client.judged(await client.refresh(tokens['refresh_token'] ?? ''))
      expect(fresh['access_token']).not.toBe(tokens['access_token'])
      expect(fresh['scope']).toBe(tokens['scope'])
      await client.expectWorks(fresh)
    }
  })

  it('bring an ID token of the same login (refresh-token)', async () => {
    const [client] = clients
    const tokens = await tokensOf(client)
    server.clock.advance(2)
    const fresh = await client.judged(await client.refresh(tokens['refresh_token'] ?? ''))
    const [before, after] = [tokens, fresh].map(({ id_token: token }) => (token === undefined ? {} : decodeJwt(token)))
    for (const name of ['iss', 'sub', 'aud', 'azp', 'auth_time']) expect(after?.[name]).toEqual(before?.[name])
    expect(after?.iat === before?.iat).toBe(!client.isOpenId)
  })

  it('are not rotated, and still work after 30 seconds (refresh-token)', async () => {
    const [client] = clients
    const { refresh_token: token = '' } = await tokensOf(client)
    expect((await client.judged(await client.refresh(token)))['refresh_token']).toBe(token)
    server.clock.advance(30)
    await client.expectWorks(await client.judged(await client.refresh(token)))
  })

  it('need client authentication (refresh-token)', async () => {
    const [client] = clients
    const { refresh_token: token = '' } = await tokensOf(client)
    const dpop = client.proof('POST', client.url('/token'))
    const params = { grant_type: 'refresh_token', refresh_token: token, client_id: client.clientId }
    expectUnauthenticated(await client.post('/token', params, { dpop }))
  })

  it('need a proof (refresh-token)', async () => {
    const [client] = clients
    const { refresh_token: token = '' } = await tokensOf(client)
    expectRefusal(await client.refresh(token, {}, { dpop: null }), [400], ['invalid_request', 'invalid_grant', 'invalid_dpop_proof'])
  })

  it('are their client’s alone (refresh-token)', async () => {
    const [first, second] = clients
    const { refresh_token: token = '' } = await tokensOf(second)
    expectRefusal(await first.refresh(token), [400], ['invalid_grant'])
    await second.judged(await second.refresh(token))
  })
})
