import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSeedDocument } from '#operations/seeds/document/read-seed-document'

const root = join(__dirname, '..', '..')
const aHash = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21l$c29tZWhhc2hzb21laGFzaHNvbWVoYXNoc29tZQ'
const aSecret = 'a-secret-for-this-test-of-40-characters!'
const secrets = ['GRAFANA_SECRET', 'INTRANET_SECRET', 'KUBERNETES_SECRET', 'NIGHTLY_SECRET', 'PAYMENTS_API_SECRET', 'SHOP_SECRET']
const variables = { ALICE_HASH: aHash, CAROL_PASSWORD_HASH: aHash, ...Object.fromEntries(secrets.map((name) => [name, aSecret])) }

const seedsIn = (page: string): readonly string[] =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/```yaml\n(clients:\n[\s\S]*?)```/g)].map(([, seed = '']) => seed)

describe('the seeds that the documents show', () => {
  it.each(['README.md', 'docs/seed-format.md', 'docs/connect-a-client.md', 'docs/protect-an-api.md'])(
    '%s: production accepts them as they stand (contract: seed file)',
    (page) => {
      const seeds = seedsIn(page)
      expect(seeds).not.toHaveLength(0)
      for (const seed of seeds) expect(readSeedDocument(seed, { source: page, variables, production: true }).prune).toBe(false)
    },
  )

  it('seeds/production.yaml, to start from: production accepts it with the variables that it names (contract: seed file)', () => {
    const page = 'seeds/production.yaml'
    const seed = readFileSync(join(root, page), 'utf8')
    const { clients, users } = readSeedDocument(seed, { source: page, variables, production: true })
    expect([clients.length, users.length]).toEqual([3, 1])
    expect(() => readSeedDocument(seed, { source: page, variables: {}, production: true })).toThrow('INTRANET_SECRET')
  })

  it('docs/quick-start.md: development accepts its client of localhost, which is the example application (contract: seed file)', () => {
    const page = 'docs/quick-start.md'
    const [seed = '', ...others] = seedsIn(page)
    expect(others).toEqual([])
    const { clients } = readSeedDocument(seed, { source: page, variables, production: false })
    expect(clients.map(({ metadata }) => metadata)).toMatchObject([
      { redirect_uris: ['http://localhost:8080/callback'], post_logout_redirect_uris: ['http://localhost:8080/'], require_pkce: true },
    ])
  })
})
