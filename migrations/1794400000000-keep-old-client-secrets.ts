import { TableColumn } from 'typeorm'
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { optional, text } from './portable-table'

/** The secret that a client is replacing, while it and its successor are both good. */
export class KeepOldClientSecrets1794400000000 implements MigrationInterface {
  readonly name = 'KeepOldClientSecrets1794400000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('clients', new TableColumn(optional(text(64))('old_secret_hash')))
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('clients', 'old_secret_hash')
  }
}
