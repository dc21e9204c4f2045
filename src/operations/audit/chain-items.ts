import type { ChainItem } from '#libs/audit-chain/chain-reader'
import type { AuditLog } from './audit-log.repository'
import type { AuditSeals } from './audit-seals.repository'
import { LookAhead } from './look-ahead'

/** Seals of the database, each before its records; never more than a page of them in memory. */
export async function* chainItems(seals: AuditSeals, auditLog: AuditLog, from: number, to: number): AsyncGenerator<ChainItem> {
  const records = new LookAhead(auditLog.sealed(from, to))
  for await (const seal of seals.between(from, to)) {
    yield { seal }
    for await (const record of records.taken(({ seal: number }) => number === seal.number)) yield { record }
  }
}
