import { readFileSync } from 'node:fs'
import { loadSettings } from '#platform/config/load-settings'
import { demoSeedFile } from '#platform/config/seed-settings'
import { readSeedDocument } from '#operations/seeds/document/read-seed-document'
import { banner } from './banner'

const bannerWith = (environment: Readonly<Record<string, string>>) => banner(loadSettings({ NODE_ENV: 'development', ...environment }))

describe('the banner', () => {
  it('tells where the server is, and what to try next (contract: npm start)', () => {
    const text = bannerWith({ PORT: '3456' })
    expect(text).toContain('http://localhost:3456/.well-known/openid-configuration')
    expect(text).toContain('node docs/examples/fapi-login.mjs')
    expect(text).toContain('npm run aldgate -- --help')
  })

  it('names the demo’s accounts and clients as its seed has them (contract: npm start)', () => {
    const variables = { DEMO_FAPI_JWKS: JSON.stringify({ keys: [] }) }
    const text = readFileSync(demoSeedFile, 'utf8').replace('jwks: ${DEMO_FAPI_JWKS}', 'jwks_uri: https://rp.example.com/jwks')
    const { users, clients } = readSeedDocument(text, { source: demoSeedFile, variables, production: false })
    for (const { username, password } of users) expect(bannerWith({})).toMatch(new RegExp(`${username} +/ ${password}`))
    for (const { metadata } of clients.filter(({ metadata: { grant_types: grants } }) => grants.length > 0))
      expect(bannerWith({})).toContain(metadata.client_id)
  })

  it('proposes nothing of the demo where the seed is another (contract: npm start)', () => {
    for (const environment of [{ SEED_FILE: 'mine.yaml' }, { SEED: 'clients: []' }] as const) {
      const text = bannerWith({ ...environment })
      for (const ofDemo of ['alice', 'docs/examples', 'npm run example']) expect(text).not.toContain(ofDemo)
      expect(text).toContain('npm run aldgate -- clients list')
    }
    expect(bannerWith({ SEED_FILE: `./${demoSeedFile}` })).toContain('alice')
  })

  it('proposes commands that reach this server, whichever its issuer is (contract: npm start)', () => {
    const text = bannerWith({ PORT: '3456' })
    expect(text).toContain('fapi-login.mjs --issuer http://localhost:3456 ')
    expect(text).toContain('ISSUER=http://localhost:3456 npm run example')
  })
})
