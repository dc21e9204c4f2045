import { randomBytes } from 'node:crypto'
import type { PasswordHash } from './password-hash'
import { digestBytes, pbkdf2Work } from './pbkdf2-work'

const phc = /^(\$argon2(?:id|i|d)\$v=19\$)([^$]+)/
const pbkdf2 = /^(\$pbkdf2-(sha1|sha256|sha512)\$i=)(\d+)$/

const randomBase64 = (bytes: number) => randomBytes(bytes).toString('base64').replace(/=+$/, '')

/** What a hash costs to verify: its algorithm and costs, as the text of a hash begins. The same costs give the same text. */
export function toPasswordCost(hash: PasswordHash): string {
  if (hash.algorithm === 'pbkdf2') return `$pbkdf2-${hash.digest}$i=${pbkdf2Work(hash)}`
  if (hash.algorithm === 'scrypt') return `$scrypt$ln=${hash.logN},r=${hash.r},p=${hash.p}`
  if (hash.algorithm === 'bcrypt') return `$2b${hash.text.slice(3, 6)}`
  const [, beginning = '', costs = ''] = phc.exec(hash.text) ?? []
  return `${beginning}${costs.split(',').toSorted().join(',')}`
}

/** The text of a hash of that cost, which no password has. */
export function toDecoy(cost: string): string {
  if (cost.startsWith('$2b$')) return `${cost}$${randomBase64(40).replaceAll('+', '.').slice(0, 53)}`
  const [, , digest] = pbkdf2.exec(cost) ?? []
  return `${cost}$${randomBase64(16)}$${randomBase64(digest ? digestBytes[digest as keyof typeof digestBytes] : 32)}`
}

/** The iterations of PBKDF2 add up: of them the highest is worked off; any other cost is done whole or not at all. */
function toWork(cost: string): readonly [kind: string, work: number] {
  const [, beginning, , iterations] = pbkdf2.exec(cost) ?? []
  return beginning === undefined ? [cost, 1] : [beginning, Number(iterations)]
}

/**
 * What is left to verify after a hash of one cost, so that the whole takes the same work whichever of the costs that was.
 *
 * @param costs of all hashes that there may be
 * @param done undefined where no hash was verified
 */
export function remainingCosts(costs: readonly string[], done: string | undefined): readonly string[] {
  const left = new Map<string, number>()
  for (const [kind, work] of costs.map(toWork)) left.set(kind, Math.max(work, left.get(kind) ?? 0))
  const [doneKind = '', doneWork = 0] = done === undefined ? [] : toWork(done)
  left.set(doneKind, (left.get(doneKind) ?? 0) - doneWork)
  return [...left].filter(([, work]) => work > 0).map(([kind, work]) => (kind.startsWith('$pbkdf2') ? `${kind}${work}` : kind))
}
