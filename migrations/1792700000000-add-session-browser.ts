import { TableColumn } from 'typeorm'
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { optional, text } from './portable-table'

/** By which browser a person is logged in, so that they know their sessions again. */
export class AddSessionBrowser1792700000000 implements MigrationInterface {
  readonly name = 'AddSessionBrowser1792700000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('sessions', new TableColumn(optional(text(100))('browser')))
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('sessions', 'browser')
  }
}
