import { TableIndex } from 'typeorm'
import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The second condition is one that only the sweep asks for: else the planner would look through this index for a code, too, where it is small. */
const unused = 'used_at IS NULL AND expires_at > 0'
const added = [
  { table: 'grants', index: { name: 'grants_ended_at', columnNames: ['ended_at'], where: 'ended_at IS NOT NULL' } },
  { table: 'authorization_codes', index: { name: 'authorization_codes_unused', columnNames: ['expires_at'], where: unused } },
]
/** Used codes outlive their time by months: an index of all of them finds the few that were never used no faster than no index. */
const replaced = { table: 'authorization_codes', index: { name: 'authorization_codes_expires_at', columnNames: ['expires_at'] } }

/** What the sweep looks for is found by an index, however many rows there are. */
export class IndexWhatIsSwept1792900000000 implements MigrationInterface {
  readonly name = 'IndexWhatIsSwept1792900000000'

  async up(runner: QueryRunner): Promise<void> {
    for (const { table, index } of added) await runner.createIndex(table, new TableIndex(index))
    await runner.dropIndex(replaced.table, replaced.index.name)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.createIndex(replaced.table, new TableIndex(replaced.index))
    for (const { table, index } of added.toReversed()) await runner.dropIndex(table, index.name)
  }
}
