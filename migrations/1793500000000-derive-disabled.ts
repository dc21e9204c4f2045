import { TableColumn } from 'typeorm'
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { optional, time } from './portable-table'

const tables = ['clients', 'users']
const added = 'disabled_by_seed_at'
const replaced = 'disabled'

/** Who disabled a client or an account has a column of its own; whether it is disabled follows from them. */
export class DeriveDisabled1793500000000 implements MigrationInterface {
  readonly name = 'DeriveDisabled1793500000000'

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) {
      await runner.addColumn(table, new TableColumn(optional(time)(added)))
      await runner.query(`UPDATE ${table} SET ${added} = updated_at WHERE ${replaced} = true AND disabled_by_hand_at IS NULL`)
      await runner.dropColumn(table, replaced)
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) {
      await runner.addColumn(table, new TableColumn({ name: replaced, type: 'boolean', isNullable: false, default: false }))
      await runner.query(`UPDATE ${table} SET ${replaced} = true WHERE ${added} IS NOT NULL OR disabled_by_hand_at IS NOT NULL`)
      await runner.dropColumn(table, added)
    }
  }
}
