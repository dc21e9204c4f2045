import type { MigrationInterface, QueryRunner } from 'typeorm'
import { key, number, optional, portableTable, text, time } from './portable-table'

const tables = [
  portableTable('session_clients', { sid: key(), client_id: key(200) }),
  portableTable(
    'logout_deliveries',
    {
      jti: key(),
      client_id: text(200),
      sub: text(255),
      sid: text(43),
      attempts: number,
      due_at: time,
      outcome: optional(text(16)),
      finished_at: optional(time),
      created_at: time,
      flow_id: text(32),
    },
    [{ name: 'logout_deliveries_finished_at_due_at', columns: ['finished_at', 'due_at'] }],
  ),
]

/** Who is to hear of a session's end, and what is still to be told. */
export class CreateLogoutDeliveries1791000000000 implements MigrationInterface {
  readonly name = 'CreateLogoutDeliveries1791000000000'

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.createTable(table)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables.toReversed()) await runner.dropTable(table)
  }
}
