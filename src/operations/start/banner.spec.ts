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

  it('is silent on accounts where the seed is another', () => {
    for (const environment of [{ SEED_FILE: 'mine.yaml' }, { SEED: 'clients: []' }] as const)
      expect(bannerWith({ ...environment })).not.toContain('alice')
  })
})
