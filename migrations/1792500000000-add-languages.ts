import { TableColumn } from 'typeorm'
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { longText, optional, text } from './portable-table'

const columns = [
  { table: 'users', column: optional(text(35))('language') },
  { table: 'resources', column: optional(longText)('names') },
  { table: 'resources', column: optional(longText)('scope_texts') },
]

/** The language that a person chose, and what resources are called in each. */
export class AddLanguages1792500000000 implements MigrationInterface {
  readonly name = 'AddLanguages1792500000000'

  async up(runner: QueryRunner): Promise<void> {
    for (const { table, column } of columns) await runner.addColumn(table, new TableColumn(column))
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table, column } of columns.toReversed()) await runner.dropColumn(table, column.name)
  }
}
