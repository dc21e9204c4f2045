import { TableColumn } from 'typeorm'
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { optional, text, time } from './portable-table'

const added = [optional(time)('last_used_at'), optional(text(43))('network')]

/** When a session was last used, and from which network its person signed in. */
export class NoteSessionUse1794100000000 implements MigrationInterface {
  readonly name = 'NoteSessionUse1794100000000'

  async up(runner: QueryRunner): Promise<void> {
    for (const column of added) await runner.addColumn('sessions', new TableColumn(column))
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of added) await runner.dropColumn('sessions', name)
  }
}
