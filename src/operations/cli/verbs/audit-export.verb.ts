import { AuditLog } from '#operations/audit/audit-log.repository'
import { AuditReadingModule } from './audit-reading.module'
import { toExported } from '#operations/audit/to-exported'
import { DatabaseModule } from '#platform/database/database.module'
import { CliVerb } from '../cli-verb'
import type { Verb, VerbOptions, VerbOutput, WriteLine } from '../cli-verb'
import { auditFilterOptions, AuditFilters } from './audit-filter'

/** Writes records of the audit log as lines of JSON, however many there are. */
@CliVerb({
  name: 'audit export',
  usage: 'audit export',
  description: 'Writes the audit log as lines of JSON, the oldest record first.',
  options: auditFilterOptions,
  modules: [DatabaseModule, AuditReadingModule],
})
export class AuditExportVerb implements Verb {
  constructor(
    private readonly auditLog: AuditLog,
    private readonly filters: AuditFilters,
  ) {}

  async run(_args: readonly string[], options: VerbOptions, write: WriteLine): Promise<VerbOutput> {
    for await (const record of this.auditLog.all(await this.filters.read(options))) await write(JSON.stringify(toExported(record)))
    return { lines: [], data: undefined }
  }
}
