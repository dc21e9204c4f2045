import { TableColumn, TableIndex } from 'typeorm'
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { key, longText, optional, portableTable, text, time } from './portable-table'

const columns = ['signing_at', 'retired_at', 'rotate_at'].map((name) => new TableColumn(optional(time)(name)))

const oneAnnounced = new TableIndex({
  name: 'signing_keys_one_announced',
  columnNames: ['algorithm'],
  isUnique: true,
  where: "state = 'announced'",
})

const tables = [
  portableTable('deployment_facts', { name: key(64), value: longText, recorded_at: time }),
  portableTable('encryption_keys', { id: key(16), check_value: text(43), adopted_at: time, used_at: time }),
]

/** When a signing key signs and goes; whose database this is: its issuer, and the keys that its secrets are sealed under. */
export class RotateSigningKeys1792100000000 implements MigrationInterface {
  readonly name = 'RotateSigningKeys1792100000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumns('signing_keys', columns)
    await runner.query('UPDATE signing_keys SET signing_at = created_at')
    await runner.createIndex('signing_keys', oneAnnounced)
    for (const table of tables) await runner.createTable(table)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables.toReversed()) await runner.dropTable(table)
    await runner.dropIndex('signing_keys', oneAnnounced.name ?? '')
    await runner.dropColumns('signing_keys', columns.toReversed())
  }
}
