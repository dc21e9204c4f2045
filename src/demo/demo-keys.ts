import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { JWK } from 'jose'
import { jwkThumbprint } from '#libs/jwk/jwk-thumbprint'

/** Where the demo clients' private keys are kept, relative to the working directory; production never gets here. */
export const demoKeysFile = 'data/demo-keys.json'

/** Private keys by client_id. */
export type DemoKeys = Readonly<Record<'fapi-demo', JWK>>

/** The demo clients' private keys: made at first start, readable by their owner alone. */
export function demoKeys(file: string = demoKeysFile): DemoKeys {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${JSON.stringify({ 'fapi-demo': makePrivateKey() }, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  }
  return JSON.parse(readFileSync(file, 'utf8')) as DemoKeys
}

/** What the demo seed's variables stand for. */
export function demoVariables(file?: string): Readonly<Record<string, string>> {
  const { d: _, ...publicJwk } = demoKeys(file)['fapi-demo']
  return { DEMO_FAPI_JWKS: JSON.stringify({ keys: [publicJwk] }) }
}

const makePrivateKey = (): JWK => {
  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as JWK
  return { ...jwk, kid: jwkThumbprint(jwk), use: 'sig', alg: 'ES256' }
}
