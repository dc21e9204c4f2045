import { e2eSeed } from '../support/e2e-seed'
import { migrations } from '../../migrations/migrations'
import { Cluster } from './support/cluster'

describe('three nodes that start for the first time at the same moment', () => {
  let cluster: Cluster
  beforeAll(async () => {
    cluster = await Cluster.start()
  })
  afterAll(() => cluster.stop())

  it('migrate once (SEC-433, SEC-447)', async () => {
    const rows = await cluster.rows<{ name: string }>('SELECT name FROM migrations ORDER BY id')
    expect(rows.map(({ name }) => name)).toEqual(migrations.map((Migration) => new Migration().name))
  })

  it('make one set of keys, which each of them serves (SEC-433, SEC-441)', async () => {
    const sets = await Promise.all(cluster.nodes.map(async ({ origin }) => (await fetch(`${origin}/jwks`)).text()))
    expect(new Set(sets).size).toBe(1)
    const signing = await cluster.rows<{ algorithm: string }>(
      "SELECT algorithm FROM signing_keys WHERE state = 'signing' ORDER BY algorithm",
    )
    expect(signing.map(({ algorithm }) => algorithm)).toEqual(['ES256', 'EdDSA', 'PS256', 'RS256'])
  })

  it('load the seed once (SEC-429)', async () => {
    expect(await cluster.count('clients')).toBe(e2eSeed.clients.length)
    expect(await cluster.count('users')).toBe(e2eSeed.users.length)
    expect(await cluster.count('resources')).toBe(e2eSeed.resources.length)
    expect(await cluster.count('clients', 'version > 1')).toBe(0)
  })

  it('end at SIGTERM with 0, having closed what they had open (SEC-448)', async () => {
    expect(await Promise.all(cluster.nodes.map((node) => node.stop('SIGTERM')))).toEqual([0, 0, 0])
    expect(await cluster.count('pg_stat_activity', "datname = current_database() AND application_name = 'aldgate'")).toBe(0)
  })
})
