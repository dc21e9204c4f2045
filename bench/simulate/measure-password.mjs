import { createRequire } from 'node:module'
import { rounded } from '../measure/statistics.mjs'

const argon2 = createRequire(import.meta.url)('argon2')
const hashes = 40

/** Milliseconds of CPU that a login's password takes, hashed as the server does unless it is told otherwise. */
export async function measurePassword() {
  const options = { type: argon2.argon2id, memoryCost: 19456, timeCost: 2, parallelism: 1 }
  const kept = await argon2.hash('a password of somebody', options)
  const before = process.cpuUsage()
  for (let done = 0; done < hashes; done++) await argon2.verify(kept, 'a password of somebody')
  const { user, system } = process.cpuUsage(before)
  return rounded((user + system) / 1000 / hashes)
}
