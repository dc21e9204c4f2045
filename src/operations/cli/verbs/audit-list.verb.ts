import { AuditLog } from '#operations/audit/audit-log.repository'
import type { StoredRecord } from '#operations/audit/audit-log.repository'
import { toExported } from '#operations/audit/to-exported'
import { DatabaseModule } from '#platform/database/database.module'
import { CliVerb, UsageError } from '../cli-verb'
import type { Verb, VerbOptions, VerbOutput } from '../cli-verb'
import { auditFilterOptions, AuditFilters } from './audit-filter'
import { AuditReadingModule } from './audit-reading.module'

const usualLimit = 50
const mostRecords = 1_000

/** Shows the newest records of the audit log to people. */
@CliVerb({
  name: 'audit list',
  usage: 'audit list',
  description: 'Shows the newest records of the audit log, the newest last.',
  options: { ...auditFilterOptions, limit: { type: 'string', description: `So many at the most (${usualLimit} unless said).` } },
  modules: [DatabaseModule, AuditReadingModule],
})
export class AuditListVerb implements Verb {
  constructor(
    private readonly auditLog: AuditLog,
    private readonly filters: AuditFilters,
  ) {}

  async run(_args: readonly string[], options: VerbOptions): Promise<VerbOutput> {
    const records = await this.auditLog.newest(await this.filters.read(options), toLimit(options['limit']))
    const lines = records.length > 0 ? records.map(toLine) : ['There are no such records.']
    return { lines, data: { records: records.map(toExported) } }
  }
}

function toLimit(text: string | boolean | undefined): number {
  const limit = text === undefined ? usualLimit : Number(text)
  if (!Number.isInteger(limit) || limit < 1 || limit > mostRecords)
    throw new UsageError(`--limit is a whole number from 1 to ${mostRecords}`)
  return limit
}

function toLine(record: StoredRecord): string {
  const { at, type, actor, target, address, flow, details } = toExported(record)
  const words = [at.replace('T', ' '), type.padEnd(17), actor, '→', target ?? '-']
  const said = Object.entries(details).map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
  return [words.join(' '), address && `from ${address}`, flow && `flow ${flow}`, said.join(', ')].filter(Boolean).join('  ')
}
