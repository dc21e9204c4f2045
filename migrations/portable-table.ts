import { Table, TableIndex } from 'typeorm'
import type { TableColumnOptions } from 'typeorm'

type Column = (name: string) => TableColumnOptions

/** Column types that mean the same on SQLite and PostgreSQL. */
export const key =
  (length = 43): Column =>
  (name) => ({ name, type: 'varchar', length: String(length), isPrimary: true })
export const text =
  (length: number): Column =>
  (name) => ({ name, type: 'varchar', length: String(length) })
export const longText: Column = (name) => ({ name, type: 'text' })
export const time: Column = (name) => ({ name, type: 'bigint' })
export const number: Column = (name) => ({ name, type: 'integer' })
export const flag: Column = (name) => ({ name, type: 'boolean' })
export const optional =
  (column: Column): Column =>
  (name) => ({ ...column(name), isNullable: true })

export interface PortableIndex {
  readonly name: string
  readonly columns: readonly string[]
  readonly unique?: boolean
  readonly where?: string
}

/** A table of these columns and indices. */
export function portableTable(name: string, columns: Readonly<Record<string, Column>>, indices: readonly PortableIndex[] = []): Table {
  return new Table({
    name,
    columns: Object.entries(columns).map(([column, make]) => make(column)),
    indices: indices.map(
      ({ name: index, columns: of, unique = false, where }) =>
        new TableIndex({ name: index, columnNames: [...of], isUnique: unique, ...(where && { where }) }),
    ),
  })
}
