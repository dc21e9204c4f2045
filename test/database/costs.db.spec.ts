import { e2eSeed, keys } from '../support/e2e-seed'
import { Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { costsOf } from '../support/request-costs'
import type { Cost } from '../support/request-costs'
import { useServer } from '../support/use-server'

/** Of each endpoint: statements, and transactions beside the mark of what is used once. Whoever needs more says why in docs/performance.md. */
const budget: Readonly<Record<string, readonly [statements: number, transactions: number]>> = {
  'POST /par': [5, 1],
  'GET /authorize': [2, 0],
  'GET /interaction': [5, 0],
  'POST /interaction/login': [10, 1],
  'POST /interaction/consent': [13, 1],
  // One of them once a second: the scopes of the operator's own.
  'POST /token authorization_code': [9, 1],
  'GET /userinfo': [4, 0],
  'POST /token refresh_token': [6, 1],
  'POST /introspect': [6, 0],
  'POST /token client_credentials': [4, 1],
  'GET /.well-known/openid-configuration': [0, 0],
  'GET /jwks': [0, 0],
}
/** The requests of a whole login. */
const login = [
  'POST /par',
  'GET /authorize',
  'GET /interaction',
  'POST /interaction/login',
  'POST /interaction/consent',
  'POST /token authorization_code',
]
/** Kept for good, or for the time that a proof is good for. */
const apart = new Set(['audit_log', 'replay_marks'])

describe('what requests cost the database', () => {
  const server = useServer({ seed: e2eSeed })
  const rp = new RelyingParty(server, 'fapi', keys.fapi)
  let costs: ReadonlyMap<string, Cost>

  /** What a person and a client do, from the pushed request on. */
  async function everything(person: Person): Promise<void> {
    const { json } = await rp.redeem(await person.getCode(await rp.pushedUrl()))
    const token = String(json['access_token'])
    await rp.userinfo(token)
    await rp.refresh(String(json['refresh_token']))
    await rp.introspect(token)
    await rp.call('/token', { grant_type: 'client_credentials', scope: 'payments' })
    for (const path of ['/.well-known/openid-configuration', '/jwks']) await fetch(rp.url(path))
  }

  beforeAll(async () => {
    // What is read once a second is read before.
    server.clock.stop()
    // Once unmeasured: clients are then in memory.
    await everything(new Person(server, 'bob', 'wooden shoes and windmills'))
    costs = await costsOf(() => everything(new Person(server)))
  })

  it('is known of every endpoint of a login and what follows', () => {
    expect([...costs.keys()].toSorted()).toEqual(Object.keys(budget).toSorted())
  })

  it.each(Object.entries(budget))('does not grow: %s', (endpoint, [statements, transactions]) => {
    const cost = costs.get(endpoint)
    expect(cost?.statements).toBeLessThanOrEqual(statements)
    expect(cost?.transactions.slice(transactions)).toEqual([])
  })

  it('is eight rows in four transactions for a whole FAPI login', () => {
    const of = login.map((endpoint) => costs.get(endpoint))
    const rows = of.flatMap((cost) => Object.entries(cost?.rows ?? {})).filter(([table]) => !apart.has(table))
    expect(rows.reduce((sum, [, count]) => sum + count, 0)).toBeLessThanOrEqual(8)
    expect(of.flatMap((cost) => cost?.transactions ?? []).slice(4)).toEqual([])
  })

  it('is one transaction for a refresh, which writes nothing but what is kept for good', () => {
    const { transactions, rows = {} } = costs.get('POST /token refresh_token') ?? {}
    expect(transactions).toHaveLength(1)
    expect(Object.keys(rows).filter((table) => !apart.has(table))).toEqual([])
  })
})
