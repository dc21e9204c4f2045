import { randomBytes } from 'node:crypto'
import { Module } from '@nestjs/common'
import { markRecord } from '#libs/audit-chain/audit-record'
import { RecordIds } from '#libs/record-ids/record-ids'
import { AuditLog } from '#operations/audit/audit-log.repository'
import { AuditProcess } from '#operations/audit/audit-process'
import { AuditRecordsModule } from '#operations/audit/audit-records.module'
import { SealAuditLog } from '#operations/audit/seal-audit-log'
import { VerifyAuditLog } from '#operations/audit/verify-audit-log'
import { WatchedHead } from '#operations/audit/watched-head'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Secrets } from '#platform/secrets/secrets'
import { startContext } from './test-context'
import type { TestContext } from './test-context'
import type { TestDatabase } from './test-database'

/** The audit log without the timer: tests say when it is sealed. */
@Module({
  imports: [AuditRecordsModule],
  providers: [{ provide: AuditProcess, useValue: AuditProcess.server('a-node') }, WatchedHead, SealAuditLog],
})
class SealingModule {}

export const newEncryptionKey = () => randomBytes(32).toString('base64')

/** A node that seals the audit log of a database. */
export class AuditNode {
  readonly #ids = new RecordIds()

  private constructor(readonly context: TestContext) {}

  /** @param keys KEY_ENCRYPTION_KEY, the first first */
  static async start(database: TestDatabase, ...keys: readonly string[]): Promise<AuditNode> {
    return new AuditNode(await startContext([SealingModule], { database, environment: { KEY_ENCRYPTION_KEY: keys.join(',') } }))
  }

  async close(): Promise<void> {
    await this.context.close()
  }

  /** Adds records that say nothing much; their ids. */
  async add(count: number): Promise<string[]> {
    const [auditLog, key, at] = [this.context.get(AuditLog), this.context.get(Secrets).keyFor('audit'), this.context.clock.milliseconds()]
    const ids = Array.from({ length: count }, () => this.#ids.next(at))
    const usual = { at, type: 'login.failed', actor: 'anyone', target: null, clientId: null, sub: null, flowId: null, address: null }
    await this.context.get(UnitOfWork).run(async () => {
      await auditLog.add(ids.map((id) => markRecord({ id, ...usual, node: 'a-node', details: '{}' }, key)))
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

  async verify(order: Partial<Parameters<VerifyAuditLog['execute']>[0]> = {}) {
    return (await this.context.get(VerifyAuditLog).execute({ from: 1, head: undefined, ...order })).toJSON()
  }

  /** What the verification finds, in words. */
  async faults(order?: Parameters<AuditNode['verify']>[0]): Promise<string[]> {
    return (await this.verify(order)).faults.map(({ at, fault }) => `${at}: ${fault}`)
  }

  async query(sql: string): Promise<Readonly<Record<string, unknown>>[]> {
    return this.context.dataSource.query(sql)
  }
}
