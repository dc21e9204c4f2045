import { TableColumn } from 'typeorm'
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { longText, optional, time } from './portable-table'

const added = [
  ['grants', optional(longText)('allowed')],
  ['consents', optional(longText)('allowed')],
  ['consents', optional(time)('first_granted_at')],
  ['resources', optional(longText)('early_scopes')],
  ['refresh_tokens', optional(time)('used_at')],
] as const

/**
 * Grants and consents say at which resource a scope counts, and when they were first given and last used. Those that there are do not: they
 * go by what each resource knows at this moment, so that a resource that comes later is in none of them.
 */
export class SayWhereScopesCount1793300000000 implements MigrationInterface {
  readonly name = 'SayWhereScopesCount1793300000000'

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column] of added) await runner.addColumn(table, new TableColumn(column))
    await runner.query('UPDATE resources SET early_scopes = scopes')
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, { name }] of added.toReversed()) await runner.dropColumn(table, name)
  }
}
