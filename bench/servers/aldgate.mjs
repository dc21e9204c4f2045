import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toSeed } from '../known.mjs'
import { freePort } from './free-port.mjs'
import { MeasuredProcess } from './measured-process.mjs'

export const main = new URL('../../dist/src/main.js', import.meta.url).pathname
const cluster = new URL('./cluster-process.mjs', import.meta.url).pathname
const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
/** Those of Node.js with which npm run start:prod starts the server. */
const productionFlags = scripts['start:prod'].split(' ').filter((word) => word.startsWith('--'))
// A hash as a person's login needs it would drown everything else; `npm run bench:growth` measures it.
const cheapestHash = 'argon2id,m=8,t=1,p=1'

/** What this server needs to run as it is shipped, but for http and the hash. */
function toEnvironment({ base, port, databaseUrl, folder, seed, settings = {} }) {
  const seedFile = join(folder, 'seed.json')
  writeFileSync(seedFile, JSON.stringify(seed))
  return {
    NODE_ENV: 'test',
    PORT: String(port),
    ISSUER: base,
    DATABASE_URL: databaseUrl,
    KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    SEED_FILE: seedFile,
    PASSWORD_HASH: cheapestHash,
    ...settings,
  }
}

/**
 * This server, as built, in one process.
 *
 * @param seed other clients and people than those that are known
 * @param settings by name, where they differ from those of a usual measurement
 * @param workers so many processes at one address, where given
 */
export async function startAldgate({ databaseUrl, folder, known, seed = toSeed(known), settings, nodeFlags = productionFlags, workers }) {
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const environment = toEnvironment({ base, port, databaseUrl, folder, seed, settings })
  const script = workers === undefined ? [main] : [cluster, main, String(workers)]
  const started = await new MeasuredProcess(base, [...nodeFlags, ...script], environment).ready()
  return Object.assign(started, { databaseUrl })
}
