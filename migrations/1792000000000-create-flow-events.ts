import type { MigrationInterface, QueryRunner } from 'typeorm'
import { key, longText, number, optional, portableTable, text, time } from './portable-table'

const flowEvents = portableTable(
  'flow_events',
  {
    id: key(22),
    flow_id: text(32),
    at: time,
    node: text(64),
    method: text(10),
    path: text(160),
    status: number,
    milliseconds: number,
    outcome: text(8),
    client_id: optional(text(200)),
    sub: optional(text(255)),
    error: optional(text(60)),
    check_name: optional(text(60)),
    steps: longText,
  },
  [
    { name: 'flow_events_flow_id', columns: ['flow_id'] },
    { name: 'flow_events_at', columns: ['at'] },
  ],
)

/** What happened in each flow, for whoever asks why. */
export class CreateFlowEvents1792000000000 implements MigrationInterface {
  readonly name = 'CreateFlowEvents1792000000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(flowEvents)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(flowEvents)
  }
}
