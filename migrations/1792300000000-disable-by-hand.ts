import { TableColumn } from 'typeorm'
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { optional, time } from './portable-table'

const tables = ['clients', 'users']
const column = 'disabled_by_hand_at'

/** What an administrator disabled stays so, whatever a seed says. */
export class DisableByHand1792300000000 implements MigrationInterface {
  readonly name = 'DisableByHand1792300000000'

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.addColumn(table, new TableColumn(optional(time)(column)))
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables.toReversed()) await runner.dropColumn(table, column)
  }
}
