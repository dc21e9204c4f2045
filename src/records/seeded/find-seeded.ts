import type { Connection } from '#platform/database/connection'

/** A row that a seed has brought: its key, what people call it, and the digest of the entry that it was made of. */
export interface SeededRow {
  readonly key: string
  readonly name: string
  readonly digest: string
}

/** Where the rows of a kind of entries are. */
interface SeededTable {
  readonly table: string
  readonly key: string
  readonly name?: string
}

/** The rows of a table that seeds have brought. */
export async function findSeeded(connection: Connection, { table, key, name = key }: SeededTable): Promise<readonly SeededRow[]> {
  const sql = `SELECT ${key} AS seeded_key, ${name} AS seeded_name, seed_digest FROM ${table} WHERE seed_digest IS NOT NULL`
  const rows = await connection.query(sql)
  return rows.map((row) => ({
    key: row['seeded_key'] as string,
    name: row['seeded_name'] as string,
    digest: row['seed_digest'] as string,
  }))
}
