import type { MigrationInterface, QueryRunner } from 'typeorm'
import { longText, number, optional, portableTable, text, time } from './portable-table'

const table = portableTable('audit_cut', {
  id: (name) => ({ ...number(name), isPrimary: true }),
  number,
  digest: text(43),
  at: time,
  records: time,
  archived_from: number,
  last_start: optional(longText),
  key_id: text(16),
  mac: text(43),
})

/** Where the audit log begins once its oldest records were dropped: one row. */
export class CutAuditLog1793900000000 implements MigrationInterface {
  readonly name = 'CutAuditLog1793900000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(table)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(table)
  }
}
