import { ArchiveError } from '#operations/audit/archive/archive-error'
import { ArchiveFolder } from '#operations/audit/archive/archive-folder'
import { AuditRecordsModule } from '#operations/audit/audit-records.module'
import type { AuditVerification } from '#operations/audit/audit-verification'
import { parseHead } from '#operations/audit/head'
import type { Head } from '#operations/audit/head'
import { VerifyAuditLog } from '#operations/audit/verify-audit-log'
import type { VerificationOrder } from '#operations/audit/verify-audit-log'
import { DatabaseModule } from '#platform/database/database.module'
import { CliVerb, UsageError, VerbFailure } from '../cli-verb'
import type { Verb, VerbOptions, VerbOutput } from '../cli-verb'

/** Sees whether the audit log is as it was written. */
@CliVerb({
  name: 'audit verify',
  usage: 'audit verify',
  description: 'Sees whether the audit log is as it was written, and names what is not. It ends with 3 when something is not.',
  options: {
    head: { type: 'string', description: 'A head, NUMBER:DIGEST, noted earlier: the log has to go on from there.' },
    from: { type: 'string', description: 'The number of the first seal to look at.' },
    archive: { type: 'string', description: 'The folder with the files of ALDGATE_AUDIT_ARCHIVE: verifies what was dropped, too.' },
  },
  modules: [DatabaseModule, AuditRecordsModule],
})
export class AuditVerifyVerb implements Verb {
  constructor(private readonly verifyAuditLog: VerifyAuditLog) {}

  async run(_args: readonly string[], { head, from, archive }: VerbOptions): Promise<VerbOutput> {
    const folder = archive === undefined ? undefined : new ArchiveFolder(String(archive))
    const order = { head: toHead(head), from: toFirst(from), archive: folder }
    if (order.head && order.head.number < (order.from ?? 1)) throw new UsageError('--head names a seal before the one of --from')
    const verification = await this.#verify(order)
    return { lines: verification.toLines(), data: verification, needsMending: !verification.isWhole }
  }

  async #verify(order: VerificationOrder): Promise<AuditVerification> {
    try {
      return await this.verifyAuditLog.execute(order)
    } catch (error) {
      throw error instanceof ArchiveError ? new VerbFailure(`the archive cannot be read: ${error.message}`) : error
    }
  }
}

function toHead(text: string | boolean | undefined): Head | undefined {
  const head = text === undefined ? undefined : parseHead(String(text))
  if (text !== undefined && !head) throw new UsageError('--head is NUMBER:DIGEST, as the log and audit verify print it')
  return head
}

function toFirst(text: string | boolean | undefined): number | undefined {
  if (text === undefined) return undefined
  const first = Number(text)
  if (!Number.isInteger(first) || first < 1) throw new UsageError('--from is the number of a seal')
  return first
}
