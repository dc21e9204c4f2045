import { TableColumn } from 'typeorm'
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { optional, text } from './portable-table'

/** What the last import of people said of an account. */
export class AddImportDigest1794300000000 implements MigrationInterface {
  readonly name = 'AddImportDigest1794300000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('users', new TableColumn(optional(text(64))('import_digest')))
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('users', 'import_digest')
  }
}
