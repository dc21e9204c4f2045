import type { EpochSeconds } from '#libs/time/epoch-seconds'
import type { KnownEncryptionKey } from '#platform/deployment/encryption-keys'
import { toTime } from '../../output/to-time'
import type { KeyUse } from './count-by-key'
import { broken, fine } from './finding'
import type { Finding } from './finding'

/** Pages, handles and forms that were sealed under a key are of no use any more after so many seconds. */
const sealedLifetime = 3600

export interface EncryptionKeyFacts {
  /** The names of the keys in KEY_ENCRYPTION_KEY, the one that makes what is new first. */
  readonly own: readonly string[]
  /** Those that the database knows, the one adopted last first. */
  readonly known: readonly KnownEncryptionKey[]
  readonly uses: readonly KeyUse[]
  readonly now: EpochSeconds
}

/** Whether KEY_ENCRYPTION_KEY opens all that is sealed, and which of its keys may go. */
export function judgeEncryptionKeys({ own, known, uses, now }: EncryptionKeyFacts): Finding {
  const [first = ''] = own
  const lost = uses.filter(({ keyId }) => !own.includes(keyId))
  if (lost.length > 0)
    return broken('encryption keys', `${tellUses(lost)} were made under keys that are not in KEY_ENCRYPTION_KEY`, adviceFor(lost))
  if (known.length > 0 && !known.some(({ id }) => id === first))
    return broken('encryption keys', `the first key, ${first}, is not in use yet`, 'restart the servers, or run "aldgate keys reseal"')
  const old = own.slice(1).map((id) => tellOld(id, { own, known, uses, now }))
  return fine('encryption keys', [`${first} makes what is new`, ...old].join('; '))
}

const tellUses = (uses: readonly KeyUse[]) => uses.map(({ kind, rows }) => `${rows} ${kind}`).join(', ')
const adviceFor = (lost: readonly KeyUse[]) =>
  `add ${[...new Set(lost.map(({ keyId }) => keyId))].join(', ')} to the list again, or have what they made made anew`

function tellOld(id: string, { known, uses, now }: EncryptionKeyFacts): string {
  const needed = uses.filter(({ keyId }) => keyId === id)
  const usedAt = known.find((key) => key.id === id)?.usedAt
  if (needed.length > 0) return `${id} is needed by ${tellUses(needed)}`
  const until = (usedAt ?? 0) + sealedLifetime
  if (usedAt !== undefined && until > now) return `${id} is needed until ${toTime(until)}`
  return usedAt === undefined ? `${id} has not been used yet` : `${id} may be taken off the list`
}
