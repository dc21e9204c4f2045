import type { MigrationInterface, QueryRunner } from 'typeorm'
import { TableIndex } from 'typeorm'

const table = 'grants'
/** Whatever ends grants looks for live ones: of those that have ended, one person or session may have any number. */
const where = 'ended_at IS NULL'
const added = [
  { name: 'grants_live_sid', columnNames: ['sid'], where },
  { name: 'grants_live_sub_client_id', columnNames: ['sub', 'client_id', 'created_at'], where },
  { name: 'grants_live_client_id', columnNames: ['client_id', 'created_at'], where },
]
const replaced = [
  { name: 'grants_sid', columnNames: ['sid'] },
  { name: 'grants_sub_client_id', columnNames: ['sub', 'client_id'] },
]

/** The live grants of a session, of a person and of a client are found without reading those that have ended. */
export class IndexLiveGrants1793400000000 implements MigrationInterface {
  readonly name = 'IndexLiveGrants1793400000000'

  async up(runner: QueryRunner): Promise<void> {
    for (const index of added) await runner.createIndex(table, new TableIndex(index))
    for (const { name } of replaced) await runner.dropIndex(table, name)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of replaced) await runner.createIndex(table, new TableIndex(index))
    for (const { name } of added) await runner.dropIndex(table, name)
  }
}
