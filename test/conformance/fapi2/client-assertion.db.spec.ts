import { Person } from '../../support/person'
import { startServer } from '../../support/test-server'
import type { TestServer } from '../../support/test-server'
import { expectCallback, expectPushed, expectUnauthenticated } from '../suite-checks'
import { fapi2Seed, variants } from './fapi2-seed'
import { SuiteClient } from './suite-client'
import { assertionOfFastClock, authenticationBy, wrongAssertions } from './wrong-assertions'

describe.each(variants)('FAPI 2.0 Security Profile, %s: client assertions', (variant) => {
  let server: TestServer
  let client: SuiteClient
  beforeAll(async () => {
    server = await startServer({ seed: fapi2Seed })
    client = new SuiteClient(server, variant)
  })
  afterAll(() => server.close())

  it.each(wrongAssertions)('are refused where requests are pushed (%s)', async (_, make) => {
    expectUnauthenticated(await client.push(authenticationBy(make(client))))
  })

  it.each(wrongAssertions)('are refused where codes are redeemed (%s)', async (_, make) => {
    const code = await client.code()
    expectUnauthenticated(await client.redeem(code, authenticationBy(make(client))))
  })

  it('may be 8 seconds ahead (par-ensure-jwt-client-assertions-nbf-8-seconds-in-the-future-is-accepted)', async () => {
    const request_uri = expectPushed(await client.push({ client_assertion: assertionOfFastClock(client) }))
    const code = expectCallback(await new Person(server).authorize(client.authorizationUrl({ request_uri })), client.expected)
    const answer = await client.redeem(code, { client_assertion: assertionOfFastClock(client) })
    await client.expectWorks(await client.judged(answer, client.sent['nonce']))
  })

  it('are signed by their client (ensure-client-id-in-token-endpoint)', async () => {
    const other = new SuiteClient(server, variant, 1)
    const code = await client.code()
    const client_assertion = other.assertion({}, {}, client.key)
    const { status, json } = await client.redeem(code, { client_id: other.clientId, client_assertion })
    expect([400, 401]).toContain(status)
    expect(['invalid_client', 'invalid_grant']).toContain(json['error'])
    expect(status === 401).toBe(json['error'] === 'invalid_client')
  })

  it('are for the client that client_id names (ensure-client-id-in-token-endpoint)', async () => {
    const other = new SuiteClient(server, variant, 1)
    expectUnauthenticated(await client.redeem(await client.code(), { client_id: other.clientId }))
  })
})
