import type { MigrationInterface, QueryRunner } from 'typeorm'
import { TableIndex } from 'typeorm'

const table = 'pushed_requests'
/** The second condition is one that only the count asks for: else the planner would look for a single request through this index, too. */
const waiting = 'used_at IS NULL AND opens_until > 0'
const columnNames = ['client_id', 'opens_until']
const added = { name: 'pushed_requests_waiting', columnNames, where: waiting }
const replaced = { name: 'pushed_requests_client_id_opens_until', columnNames }

/** A client's waiting requests are counted at each push: without those that have been used, of which a busy client has thousands. */
export class IndexWaitingRequests1793000000000 implements MigrationInterface {
  readonly name = 'IndexWaitingRequests1793000000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createIndex(table, new TableIndex(added))
    await runner.dropIndex(table, replaced.name)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.createIndex(table, new TableIndex(replaced))
    await runner.dropIndex(table, added.name)
  }
}
