import { Person } from '../../support/person'
import { useServer } from '../../support/use-server'
import { expectCallback, expectPushed, expectUnauthenticated } from '../suite-checks'
import { fapi2Seed, variants } from './fapi2-seed'
import { SuiteClient } from './suite-client'
import { assertionOfFastClock, itRefusesWrongAssertions } from './wrong-assertions'

describe.each(variants)('FAPI 2.0 Security Profile, %s: client assertions', (variant) => {
  const server = useServer({ seed: fapi2Seed })
  const client = new SuiteClient(server, variant)

  describe('where requests are pushed', () => {
    itRefusesWrongAssertions(client, async (authentication) => expectUnauthenticated(await client.push(authentication)))
  })

  describe('where codes are redeemed', () => {
    itRefusesWrongAssertions(client, async (authentication) =>
      expectUnauthenticated(await client.redeem(await client.code(), authentication)),
    )
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
