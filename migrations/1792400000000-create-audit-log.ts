import type { MigrationInterface, QueryRunner } from 'typeorm'
import { key, longText, number, optional, portableTable, text, time } from './portable-table'

const tables = [
  portableTable(
    'audit_log',
    {
      id: key(32),
      at: time,
      type: text(40),
      actor: longText,
      target: optional(longText),
      client_id: optional(longText),
      sub: optional(longText),
      flow_id: optional(text(32)),
      address: optional(text(64)),
      node: text(64),
      details: longText,
      key_id: text(16),
      mac: text(43),
      seal: optional(number),
    },
    [
      { name: 'audit_log_seal_id', columns: ['seal', 'id'] },
      { name: 'audit_log_starts', columns: ['id'], where: "type = 'server.started'" },
    ],
  ),
  portableTable('audit_seals', {
    number: (name) => ({ ...number(name), isPrimary: true }),
    at: time,
    node: text(64),
    previous: text(43),
    records: number,
    digest: text(43),
    key_id: text(16),
    mac: text(43),
  }),
]

/** What matters to security, kept for good, and the seals that show whether it was changed. */
export class CreateAuditLog1792400000000 implements MigrationInterface {
  readonly name = 'CreateAuditLog1792400000000'

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.createTable(table)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables.toReversed()) await runner.dropTable(table)
  }
}
