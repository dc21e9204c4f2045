import { createHash, createHmac } from 'node:crypto'
import { isSame } from '../constant-time/is-same'
import { secretKey } from '../secret-key/secret-key'
import type { SealingKey } from '../sealed-box/sealed-box'
import { digestOfRecord } from './audit-record'
import type { MarkedRecord } from './audit-record'

/** What a seal says of itself, before the records. */
export interface SealHeader {
  /** The first seal is 1. */
  readonly number: number
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly node: string
  /** The digest of the seal before; empty where the chain begins. */
  readonly previous: string
  /** How many records it seals. */
  readonly records: number
  readonly keyId: string
}

/** A seal: its digest commits to its records in order and to the seal before, its MAC to the digest. */
export interface AuditSeal extends SealHeader {
  readonly digest: string
  readonly mac: string
}

const domain = 'aldgate audit seal\n'

/** Makes the digest of a seal while its records come in. */
export class SealDigest {
  readonly #hash = createHash('sha256')
  #count = 0

  constructor({ number, at, node, previous, records, keyId }: SealHeader) {
    this.#hash.update(domain).update(JSON.stringify([number, at, node, previous, records, keyId]))
  }

  /** The number of records so far. */
  get count(): number {
    return this.#count
  }

  /** Records come in the order of their ids. */
  add(record: MarkedRecord): void {
    this.#count += 1
    this.#hash.update(digestOfRecord(record))
  }

  /** The digest; nothing can be added after it. */
  finish(): string {
    return this.#hash.digest('base64url')
  }
}

const macOf = (digest: string, key: Uint8Array) => createHmac('sha256', secretKey(key)).update(domain).update(digest).digest('base64url')

/** Seals records, in the order of their ids. */
export function makeSeal(
  header: Omit<SealHeader, 'records' | 'keyId'>,
  records: readonly MarkedRecord[],
  { id, key }: SealingKey,
): AuditSeal {
  const whole = { ...header, records: records.length, keyId: id }
  const digest = new SealDigest(whole)
  for (const record of records) digest.add(record)
  const finished = digest.finish()
  return { ...whole, digest: finished, mac: macOf(finished, key) }
}

/** Whether the MAC holds; 'unknown key' where the key it was made with is not among these. */
export function judgeSeal({ keyId, digest, mac }: AuditSeal, keys: readonly SealingKey[]): 'genuine' | 'forged' | 'unknown key' {
  const key = keys.find(({ id }) => id === keyId)
  if (!key) return 'unknown key'
  return isSame(macOf(digest, key.key), mac) ? 'genuine' : 'forged'
}
