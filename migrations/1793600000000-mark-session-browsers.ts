import { TableColumn } from 'typeorm'
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { optional, text } from './portable-table'

/** Which browser a session is of, so that a logout in it is known when its session cookie is gone. */
export class MarkSessionBrowsers1793600000000 implements MigrationInterface {
  readonly name = 'MarkSessionBrowsers1793600000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('sessions', new TableColumn(optional(text(43))('browser_mark')))
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('sessions', 'browser_mark')
  }
}
