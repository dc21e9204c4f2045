import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkClientJwks } from '#libs/jwk/check-client-jwks'
import { demoVariables } from './demo-keys'

describe('the demo keys', () => {
  const folder = mkdtempSync(join(tmpdir(), 'aldgate-demo-'))
  const file = join(folder, 'data', 'demo-keys.json')
  afterAll(() => rmSync(folder, { recursive: true }))

  it('are made once, and are the same from then on (contract: npm start)', () => {
    expect(demoVariables(file)).toEqual(demoVariables(file))
  })

  it('are for their owner alone (SEC-440)', () => {
    demoVariables(file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('go into the seed as public keys that a FAPI client may have (FAPI2-SP-FINAL-5.4.1-1.2, SEC-92)', () => {
    const jwks = JSON.parse(demoVariables(file)['DEMO_FAPI_JWKS'] ?? '') as { keys: Record<string, unknown>[] }
    expect(jwks.keys).toEqual([expect.objectContaining({ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' })])
    expect(jwks.keys[0]).not.toHaveProperty('d')
    expect(() => checkClientJwks(jwks)).not.toThrow()
  })

  it.each(['', '{}', 'null', '{"fapi-demo":{}}'])('that cannot be read are named, with the way out: %p', (content) => {
    const broken = join(folder, 'broken.json')
    writeFileSync(broken, content)
    expect(() => demoVariables(broken)).toThrow(`${broken} holds no keys; delete it`)
  })
})
