import { TableColumn, TableIndex } from 'typeorm'
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { searchKeysOf } from '../libs/person-attributes/standard-attributes'
import { key, longText, optional, portableTable, text } from './portable-table'

const tables = [
  portableTable('user_groups', {
    path: key(255),
    description: optional(longText),
    roles: optional(longText),
    seed_digest: optional(text(64)),
  }),
  portableTable('group_members', { sub: key(255), path: key(255) }, [{ name: 'group_members_path', columns: ['path', 'sub'] }]),
  portableTable('user_roles', { sub: key(255), resource: key(500), role: key(200) }, [
    { name: 'user_roles_role', columns: ['role', 'resource', 'sub'] },
  ]),
  portableTable('attributes', { attribute: key(100), definition: longText, seed_digest: optional(text(64)) }),
  portableTable('attribute_values', { sub: key(255), attribute: key(100), value: key(200) }, [
    { name: 'attribute_values_value', columns: ['attribute', 'value', 'sub'] },
  ]),
  portableTable('claim_scopes', {
    scope: key(200),
    claims: longText,
    description: optional(longText),
    seed_digest: optional(text(64)),
  }),
]

const added = [optional(longText)('attributes'), optional(text(255))('login_email')]
const loginEmail = { name: 'users_login_email', columnNames: ['login_email'], isUnique: true }

/** Groups, roles, attributes that the operator declares, and scopes of the operator's own. */
export class AddGroupsAndAttributes1794000000000 implements MigrationInterface {
  readonly name = 'AddGroupsAndAttributes1794000000000'

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.createTable(table)
    for (const column of added) await runner.addColumn('users', new TableColumn(column))
    await runner.createIndex('users', new TableIndex(loginEmail))
    await indexClaims(runner)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('users', loginEmail.name)
    for (const { name } of added.toReversed()) await runner.dropColumn('users', name)
    for (const table of tables.toReversed()) await runner.dropTable(table.name)
  }
}

/** So many accounts are read at a time. */
const batch = 1_000

/** The standard claims of the accounts that there are: people are found by them from now on. */
async function indexClaims(runner: QueryRunner): Promise<void> {
  const isSqlite = runner.connection.options.type === 'better-sqlite3'
  const place = isSqlite ? '?' : '$1'
  const rows = isSqlite ? 'json_each(?) AS listed' : 'json_array_elements($1::json) AS listed(value)'
  const columns = 'value ->> 0, value ->> 1, value ->> 2'
  for (let after: string | undefined = ''; after !== undefined;) {
    const sql = `SELECT sub, claims FROM users WHERE sub > ${place} ORDER BY sub LIMIT ${batch}`
    const users = (await runner.query(sql, [after])) as readonly { readonly sub: string; readonly claims: string }[]
    const keys = users.flatMap(({ sub, claims }) => searchKeysOf(toObject(claims), {}).map((found) => [sub, ...found]))
    await runner.query(`INSERT INTO attribute_values (sub, attribute, value) SELECT ${columns} FROM ${rows}`, [JSON.stringify(keys)])
    after = users.length < batch ? undefined : users.at(-1)?.sub
  }
}

const toObject = (json: string) => JSON.parse(json) as Record<string, unknown>
