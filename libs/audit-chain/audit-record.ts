import { createHash, createHmac } from 'node:crypto'
import { isSame } from '../constant-time/is-same'
import { secretKey } from '../secret-key/secret-key'
import type { SealingKey } from '../sealed-box/sealed-box'

/** Something that happened, as the audit log keeps it. */
export interface AuditRecord {
  readonly id: string
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly type: string
  /** Who did it: "client:web", "user:…", "operator:…". */
  readonly actor: string
  /** What it was done to. */
  readonly target: string | null
  readonly clientId: string | null
  readonly sub: string | null
  readonly flowId: string | null
  readonly address: string | null
  readonly node: string
  /** The rest, as JSON. */
  readonly details: string
}

/** A record with the MAC that only a server with the key can make. */
export interface MarkedRecord extends AuditRecord {
  readonly keyId: string
  readonly mac: string
}

const domain = 'aldgate audit record\n'

const valuesOf = (record: AuditRecord) => [
  record.id,
  record.at,
  record.type,
  record.actor,
  record.target,
  record.clientId,
  record.sub,
  record.flowId,
  record.address,
  record.node,
  record.details,
]

const macOf = (record: AuditRecord, key: Uint8Array) =>
  createHmac('sha256', secretKey(key))
    .update(domain)
    .update(JSON.stringify(valuesOf(record)))
    .digest('base64url')

/** Puts a record under its MAC. */
export const markRecord = (record: AuditRecord, { id, key }: SealingKey): MarkedRecord => ({
  ...record,
  keyId: id,
  mac: macOf(record, key),
})

/** Whether the MAC holds; 'unknown key' where the key it was made with is not among these. */
export function judgeRecord(record: MarkedRecord, keys: readonly SealingKey[]): 'genuine' | 'forged' | 'unknown key' {
  const key = keys.find(({ id }) => id === record.keyId)
  if (!key) return 'unknown key'
  return isSame(macOf(record, key.key), record.mac) ? 'genuine' : 'forged'
}

/** What a seal commits to: all of the record, its MAC included. */
export const digestOfRecord = (record: MarkedRecord): Buffer =>
  createHash('sha256')
    .update(domain)
    .update(JSON.stringify([...valuesOf(record), record.keyId, record.mac]))
    .digest()
