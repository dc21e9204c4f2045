import { TableIndex } from 'typeorm'
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { key, longText, portableTable, time } from './portable-table'

const table = portableTable('seed_readings', { text_digest: key(64), reading: longText, read_at: time })
const users = 'users'
const seeded = { name: 'users_seeded', columnNames: ['seed_digest'], where: 'seed_digest IS NOT NULL' }

/** A seed that says what it said is recognised without being read; the accounts that seeds have brought are found among all by an index. */
export class RememberSeeds1794500000000 implements MigrationInterface {
  readonly name = 'RememberSeeds1794500000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(table)
    await runner.createIndex(users, new TableIndex(seeded))
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex(users, seeded.name)
    await runner.dropTable(table)
  }
}
