import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { JWK } from 'jose'
import { jwkThumbprint } from '#libs/jwk/jwk-thumbprint'

/** Where the demo clients' private keys are kept, relative to the working directory; production never gets here. */
export const demoKeysFile = 'data/demo-keys.json'

/** Private keys by client_id. */
type DemoKeys = Readonly<Record<'fapi-demo', JWK>>

/** The demo clients' private keys: made at first start, readable by their owner alone. */
function demoKeys(file: string = demoKeysFile): DemoKeys {
  if (!existsSync(file)) writeOnce(file)
  const keys = tryParse(readFileSync(file, 'utf8'))
  if (!keys?.['fapi-demo']?.d) throw new Error(`${file} holds no keys; delete it, and new ones are made`)
  return keys
}

/** What the demo seed's variables stand for. */
export function demoVariables(file?: string): Readonly<Record<string, string>> {
  const { d: _, ...publicJwk } = demoKeys(file)['fapi-demo']
  return { DEMO_FAPI_JWKS: JSON.stringify({ keys: [publicJwk] }) }
}

// Two processes may start at once: the first one's keys count.
const writeOnce = (file: string) => {
  mkdirSync(dirname(file), { recursive: true })
  try {
    writeFileSync(file, `${JSON.stringify({ 'fapi-demo': makePrivateKey() }, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

const tryParse = (text: string): DemoKeys | undefined => {
  try {
    return JSON.parse(text) as DemoKeys
  } catch {
    return undefined
  }
}

const makePrivateKey = (): JWK => {
  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as JWK
  return { ...jwk, kid: jwkThumbprint(jwk), use: 'sig', alg: 'ES256' }
}
