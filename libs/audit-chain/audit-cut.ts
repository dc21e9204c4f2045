import { createHmac } from 'node:crypto'
import { isSame } from '../constant-time/is-same'
import { secretKey } from '../secret-key/secret-key'
import type { SealingKey } from '../sealed-box/sealed-box'

/** Where an audit log begins whose first seals were dropped. */
export interface AuditCut {
  /** The last seal that was dropped; all before it were, too. */
  readonly number: number
  /** Its digest, which the first seal that is kept names. */
  readonly digest: string
  /** When it was made, in milliseconds since the epoch. */
  readonly at: number
  /** How many sealed records were dropped in all. */
  readonly records: number
  /** From this seal on, what was dropped had been archived; one more than `number` where nothing had. */
  readonly archivedFrom: number
  /** Details of the newest start among the dropped records, as JSON. */
  readonly lastStart: string | null
}

/** A cut with the MAC that only a server with the key can make: nobody else can say that the log may begin there. */
export interface MarkedCut extends AuditCut {
  readonly keyId: string
  readonly mac: string
}

/** A log of which nothing was dropped. */
export const noCut: AuditCut = { number: 0, digest: '', at: 0, records: 0, archivedFrom: 1, lastStart: null }

const domain = 'aldgate audit cut\n'

const macOf = ({ number, digest, at, records, archivedFrom, lastStart }: AuditCut, { id, key }: SealingKey) =>
  createHmac('sha256', secretKey(key))
    .update(domain)
    .update(JSON.stringify([number, digest, at, records, archivedFrom, lastStart, id]))
    .digest('base64url')

/** Puts a cut under its MAC. */
export const markCut = (cut: AuditCut, key: SealingKey): MarkedCut => ({ ...cut, keyId: key.id, mac: macOf(cut, key) })

/** Whether the MAC holds; 'unknown key' where the key it was made with is not among these. */
export function judgeCut(cut: MarkedCut, keys: readonly SealingKey[]): 'genuine' | 'forged' | 'unknown key' {
  const key = keys.find(({ id }) => id === cut.keyId)
  if (!key) return 'unknown key'
  return isSame(macOf(cut, key), cut.mac) ? 'genuine' : 'forged'
}
