import type { MigrationInterface, QueryRunner } from 'typeorm'
import { TableIndex } from 'typeorm'

const table = 'logout_deliveries'
const index = { name: 'logout_deliveries_waiting_client_id', columnNames: ['client_id', 'finished_at', 'due_at'] }

/** What is due for one client is found by it, to be put off while the client does not answer. */
export class IndexWaitingDeliveries1793800000000 implements MigrationInterface {
  readonly name = 'IndexWaitingDeliveries1793800000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createIndex(table, new TableIndex(index))
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex(table, index.name)
  }
}
