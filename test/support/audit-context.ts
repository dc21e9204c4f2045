import { randomBytes } from 'node:crypto'
import { Module } from '@nestjs/common'
import { markRecord } from '#libs/audit-chain/audit-record'
import { RecordIds } from '#libs/record-ids/record-ids'
import { AuditKeeper } from '#operations/audit/audit-keeper'
import { AuditLog } from '#operations/audit/audit-log.repository'
import { AuditProcess } from '#operations/audit/audit-process'
import { AuditRecordsModule } from '#operations/audit/audit-records.module'
import { DropSeals } from '#operations/audit/retention/drop-seals'
import { DueSeals } from '#operations/audit/retention/due-seals'
import { ExportSeals } from '#operations/audit/retention/export-seals'
import { RetainAuditLog } from '#operations/audit/retention/retain-audit-log'
import { SealAuditLog } from '#operations/audit/seal-audit-log'
import { VerifyAuditLog } from '#operations/audit/verify-audit-log'
import { WatchedHead } from '#operations/audit/watched-head'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Secrets } from '#platform/secrets/secrets'
import { startContext } from './test-context'
import type { TestContext, TestContextOptions } from './test-context'
import type { TestDatabase } from './test-database'

/** The audit log without the timer: tests say when it is sealed. */
@Module({
  imports: [AuditRecordsModule],
  providers: [
    { provide: AuditProcess, useValue: AuditProcess.server('a-node') },
    AuditKeeper,
    WatchedHead,
    SealAuditLog,
    DueSeals,
    ExportSeals,
    DropSeals,
    RetainAuditLog,
  ],
})
class SealingModule {}

export const newEncryptionKey = () => randomBytes(32).toString('base64')

/** A node that seals the audit log of a database. */
export class AuditNode {
  readonly #ids = new RecordIds()

  private constructor(readonly context: TestContext) {}

  /** @param keys KEY_ENCRYPTION_KEY, the first first */
  static async start(database: TestDatabase, ...keys: readonly string[]): Promise<AuditNode> {
    return AuditNode.startWith({ database, environment: { KEY_ENCRYPTION_KEY: keys.join(',') } })
  }

  static async startWith(options: TestContextOptions): Promise<AuditNode> {
    return new AuditNode(await startContext([SealingModule], options))
  }

  async close(): Promise<void> {
    await this.context.close()
  }

  /** Adds records that say nothing much; their ids. */
  async add(count: number, type = 'login.failed', details = '{}'): Promise<string[]> {
    const [auditLog, key, at] = [this.context.get(AuditLog), this.context.get(Secrets).keyFor('audit'), this.context.clock.milliseconds()]
    const ids = Array.from({ length: count }, () => this.#ids.next(at))
    const usual = { at, type, actor: 'anyone', target: null, clientId: null, sub: null, flowId: null, address: null }
    await this.context.get(UnitOfWork).run(async () => {
      await auditLog.add(ids.map((id) => markRecord({ id, ...usual, node: 'a-node', details }, key)))
    })
    return ids
  }

  /** Adds records and seals them, one batch of so many after the other. */
  async addSealed(...counts: readonly number[]): Promise<string[]> {
    const ids: string[] = []
    for (const count of counts) {
      ids.push(...(await this.add(count)))
      await this.seal()
    }
    return ids
  }

  seal(): Promise<number> {
    return this.context.get(SealAuditLog).execute()
  }

  /** Drops what is older than ALDGATE_AUDIT_RETENTION. */
  retain(signal: AbortSignal = new AbortController().signal): Promise<void> {
    return this.context.get(RetainAuditLog).execute(signal)
  }

  async verify(order: Partial<Parameters<VerifyAuditLog['execute']>[0]> = {}) {
    return (await this.context.get(VerifyAuditLog).execute({ from: undefined, head: undefined, archive: undefined, ...order })).toJSON()
  }

  /** What the verification finds, in words. */
  async faults(order?: Parameters<AuditNode['verify']>[0]): Promise<string[]> {
    return (await this.verify(order)).faults.map(({ at, fault }) => `${at}: ${fault}`)
  }

  async query(sql: string): Promise<Readonly<Record<string, unknown>>[]> {
    return this.context.dataSource.query(sql)
  }
}
