import type { MigrationInterface, QueryRunner } from 'typeorm'
import { TableColumn } from 'typeorm'
import { optional, text } from './portable-table'

const table = 'resources'
const added = ['access_token_alg', 'access_token_typ']

/** A resource may take its access tokens in another format than the usual one. */
export class FormatAccessTokens1793700000000 implements MigrationInterface {
  readonly name = 'FormatAccessTokens1793700000000'

  async up(runner: QueryRunner): Promise<void> {
    for (const name of added) await runner.addColumn(table, new TableColumn(optional(text(10))(name)))
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of added) await runner.dropColumn(table, name)
  }
}
