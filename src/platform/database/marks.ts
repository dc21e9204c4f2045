import type { Connection } from './connection'
import type { Value } from './row'

/** Rows that say that something was used: each key can be inserted once. */
export interface Marks {
  readonly table: string
  readonly key: string
  /** All of the same columns. */
  readonly rows: readonly Readonly<Record<string, Value>>[]
}

/** Which marks are new, and when they are there for good. */
export interface Marked {
  /** The keys that nobody had inserted before. */
  readonly fresh: ReadonlySet<unknown>
  /** Nobody may hear of success before. */
  readonly kept: Promise<unknown>
}

/** The same text each time, so that the statement is found prepared. */
const statements = new Map<string, string>()

function toSql({ table, key, rows: [first = {}, ...others] }: Marks, returning: string): string {
  const columns = Object.keys(first)
  const places = [first, ...others].map((_, row) => `(${columns.map((__, column) => `$${row * columns.length + column + 1}`).join(', ')})`)
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${places.join(', ')} ON CONFLICT DO NOTHING RETURNING ${key}${returning}`
}

/**
 * Inserts marks by one statement, and says which are new.
 *
 * @param returning what the statement does beside it, after RETURNING
 */
export async function insertMarks(connection: Connection, marks: Marks, returning = ''): Promise<ReadonlySet<unknown>> {
  const name = `${marks.table} ${marks.rows.length}${returning}`
  const sql = statements.get(name) ?? toSql(marks, returning)
  statements.set(name, sql)
  const inserted = await connection.query(
    sql,
    marks.rows.flatMap((row) => Object.values(row)),
  )
  return new Set(inserted.map((row) => row[marks.key]))
}
