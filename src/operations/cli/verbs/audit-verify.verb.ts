import { AuditRecordsModule } from '#operations/audit/audit-records.module'
import { parseHead } from '#operations/audit/head'
import type { Head } from '#operations/audit/head'
import { VerifyAuditLog } from '#operations/audit/verify-audit-log'
import { DatabaseModule } from '#platform/database/database.module'
import { CliVerb, UsageError } from '../cli-verb'
import type { Verb, VerbOptions, VerbOutput } from '../cli-verb'

/** Sees whether the audit log is as it was written. */
@CliVerb({
  name: 'audit verify',
  usage: 'audit verify',
  description: 'Sees whether the audit log is as it was written, and names what is not. It ends with 3 when something is not.',
  options: {
    head: { type: 'string', description: 'A head, NUMBER:DIGEST, noted earlier: the log has to go on from there.' },
    from: { type: 'string', description: 'The number of the first seal to look at, where those before were archived.' },
  },
  modules: [DatabaseModule, AuditRecordsModule],
})
export class AuditVerifyVerb implements Verb {
  constructor(private readonly verifyAuditLog: VerifyAuditLog) {}

  async run(_args: readonly string[], { head, from }: VerbOptions): Promise<VerbOutput> {
    const order = { head: toHead(head), from: toFirst(from) }
    if (order.head && order.head.number < order.from) throw new UsageError('--head names a seal before the one of --from')
    const verification = await this.verifyAuditLog.execute(order)
    return { lines: verification.toLines(), data: verification, needsMending: !verification.isWhole }
  }
}

function toHead(text: string | boolean | undefined): Head | undefined {
  const head = text === undefined ? undefined : parseHead(String(text))
  if (text !== undefined && !head) throw new UsageError('--head is NUMBER:DIGEST, as the log and audit verify print it')
  return head
}

function toFirst(text: string | boolean | undefined): number {
  const first = text === undefined ? 1 : Number(text)
  if (!Number.isInteger(first) || first < 1) throw new UsageError('--from is the number of a seal')
  return first
}
