import type { Client } from 'pg'

/** Tables that grow with use; all others hold what an administrator registers. */
// prettier-ignore
export const growingTables = [
  'attempts', 'attribute_values', 'audit_log', 'audit_seals', 'authorization_codes', 'consents', 'flow_events', 'grants', 'group_members', 'logout_deliveries',
  'pushed_requests', 'refresh_tokens', 'replay_marks', 'revoked_access_tokens', 'session_clients', 'sessions', 'user_roles', 'users',
] as const

/** The largest tables of a server in use; in the others an index is worth its while long before. */
const hot: ReadonlySet<string> = new Set(['attribute_values', 'authorization_codes', 'grants', 'refresh_tokens', 'replay_marks'])
const rowsOf = (table: string) => (hot.has(table) ? 1_000_000 : 20_000)

/** What a column holds in row n, where the rule of its type is not the truth: most rows are alive, most codes are used and long over. */
const special: Readonly<Record<string, string>> = {
  'authorization_codes.expires_at': `$now - n`,
  'authorization_codes.used_at': `CASE WHEN n % 10000 > 0 THEN $now - n END`,
  'grants.ended_at': `CASE WHEN n % 50 = 0 THEN $now - n % 80000 END`,
  'refresh_tokens.rotated_at': `CASE WHEN n % 3 > 0 THEN $now - n % 80000 END`,
  'logout_deliveries.finished_at': `$now - n % 80000`,
  'logout_deliveries.due_at': `$now - n % 80000`,
  'flow_events.at': `($now - n % 80000)::bigint * 1000`,
  'audit_log.at': `($now - n % 80000)::bigint * 1000`,
  'audit_log.seal': `n / 100 + 1`,
  'audit_log.type': `CASE WHEN n % 1000 = 0 THEN 'server.started' ELSE 'login.succeeded' END`,
}

interface Column {
  readonly column_name: string
  readonly data_type: string
  readonly character_maximum_length: number | null
}

/** Few belong to one person, many to one client. */
const owners: Readonly<Record<string, number>> = { sub: 20, client_id: 5_000, node: 1_000_000 }
/** In these each person has one row. */
const byPerson: ReadonlySet<string> = new Set(['consents', 'users'])

function valueOf(table: string, { column_name: name, data_type: type, character_maximum_length: longest }: Column): string {
  const given = special[`${table}.${name}`]
  if (given !== undefined) return given.replaceAll('$now', 'extract(epoch FROM now())::bigint')
  if (type === 'bigint') return `extract(epoch FROM now())::bigint + n % 80000`
  if (type === 'integer') return 'n'
  if (type === 'boolean') return 'n % 2 = 0'
  if (type === 'text') return `'[]'`
  const owner = owners[name]
  return owner === undefined || (name === 'sub' && byPerson.has(table))
    ? `lpad(n::text, least(${longest ?? 43}, 22), '0')`
    : `'o' || n / ${owner}`
}

/** Makes every growing table as large as it is after years of use, and has PostgreSQL count what is in it. */
export async function growTables(client: Client): Promise<void> {
  await client.query("SET synchronous_commit = off; SET maintenance_work_mem = '256MB'")
  for (const table of growingTables) await growTable(client, table)
}

async function growTable(client: Client, table: string): Promise<void> {
  const columns = await client.query<Column>(
    'SELECT column_name, data_type, character_maximum_length FROM information_schema.columns WHERE table_name = $1 ORDER BY ordinal_position',
    [table],
  )
  // Indexes are made faster than they are kept.
  const indexes = await client.query<{ readonly indexname: string; readonly indexdef: string }>(
    'SELECT indexname, indexdef FROM pg_indexes WHERE tablename = $1 AND indexname NOT IN (SELECT conname FROM pg_constraint)',
    [table],
  )
  const names = columns.rows.map((column) => column.column_name).join(', ')
  const values = columns.rows.map((column) => valueOf(table, column)).join(', ')
  await client.query(`TRUNCATE ${table}; ALTER TABLE ${table} SET UNLOGGED`)
  for (const { indexname } of indexes.rows) await client.query(`DROP INDEX "${indexname}"`)
  await client.query(`INSERT INTO ${table} (${names}) SELECT ${values} FROM generate_series(1, ${rowsOf(table)}) AS n`)
  for (const { indexdef } of indexes.rows) await client.query(indexdef)
  await client.query(`ANALYZE ${table}`)
}
