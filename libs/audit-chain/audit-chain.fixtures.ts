import { randomBytes } from 'node:crypto'
import { markRecord } from './audit-record'
import type { AuditRecord, MarkedRecord } from './audit-record'
import { makeSeal } from './audit-seal'
import type { AuditSeal } from './audit-seal'

export const auditKey = (id: string) => ({ id, key: randomBytes(32) })

export const aRecord = (given: Partial<AuditRecord> = {}): AuditRecord => ({
  id: '000001',
  at: 1_790_000_000_000,
  type: 'login.succeeded',
  actor: 'user:alice',
  target: 'session:one',
  clientId: null,
  sub: 'alice',
  flowId: 'a-flow',
  address: '192.0.2.1',
  node: 'here',
  details: '{}',
  ...given,
})

/** A seal with its records. */
export interface Sealed {
  readonly seal: AuditSeal
  readonly records: readonly MarkedRecord[]
}

/** A chain of seals, each over a few records, under these keys one after the other. */
export function aChain(...keys: readonly ReturnType<typeof auditKey>[]): Sealed[] {
  const chain: Sealed[] = []
  for (const [index, key] of keys.entries()) {
    const records = ['1', '2', '3'].map((end) => markRecord(aRecord({ id: `${index}${end}` }), key))
    const previous = chain.at(-1)?.seal.digest ?? ''
    chain.push({ records, seal: makeSeal({ number: index + 1, at: 1_790_000_000_000, node: 'here', previous }, records, key) })
  }
  return chain
}
