import { getMetadataArgsStorage } from 'typeorm'
import type { ValueTransformer } from 'typeorm'
import type { Connection } from './connection'
import { listedRows, toList } from './listed'
import type { Row, Value } from './row'
import type { Transaction } from './transaction'

/** The class of an entity. */
type Entity<Properties> = new () => Properties

interface Column {
  readonly name: string
  readonly property: string
  readonly isKey: boolean
  /** What a value that came as text is cast to; undefined where text is what the column holds. */
  readonly cast: string | undefined
  readonly fromDatabase: (value: unknown) => unknown
  readonly toDatabase: (value: unknown) => unknown
}

/** An entity's table: which column is which property, how its values travel, and its statements, each the same string each time. */
interface EntityTable {
  readonly name: string
  readonly columns: readonly Column[]
  readonly names: string
  readonly statements: Map<string, string>
}

interface Condition {
  /** SQL in terms of columns, with $1, $2, … for the values, each used once. */
  readonly where: string
  readonly values: readonly Value[]
}

const unchanged = (value: unknown) => value
const castTypes = new Set(['bigint', 'integer', 'boolean'])
const asBoolean = (value: unknown) => (value === null ? null : Boolean(value))
const tables = new WeakMap<object, EntityTable>()
const parts = new WeakMap<readonly string[], EntityTable>()

function toTable(entity: Entity<unknown>): EntityTable {
  const declared = getMetadataArgsStorage()
  const name = declared.filterTables(entity)[0]?.name
  if (name === undefined) throw new Error(`${entity.name} is no entity with a name of its own`)
  const columns = declared.filterColumns(entity).map(({ propertyName: property, options }): Column => {
    const { from, to } = (options.transformer ?? {}) as Partial<ValueTransformer>
    const fromDatabase = from ?? (options.type === 'boolean' ? asBoolean : unchanged)
    const type = String(options.type)
    return {
      name: options.name ?? property,
      property,
      isKey: options.primary === true,
      cast: castTypes.has(type) ? type : undefined,
      fromDatabase,
      toDatabase: to ?? unchanged,
    }
  })
  return tableOf(name, columns)
}

const tableOf = (name: string, columns: readonly Column[]): EntityTable => ({
  name,
  columns,
  names: columns.map((column) => column.name).join(', '),
  statements: new Map(),
})

function known<Key extends object>(map: WeakMap<Key, EntityTable>, key: Key, make: () => EntityTable): EntityTable {
  const table = map.get(key) ?? make()
  map.set(key, table)
  return table
}

const tableOfEntity = (entity: Entity<unknown>) => known(tables, entity, () => toTable(entity))

/** The same table with some of its columns. */
const partOf = ({ name, columns }: EntityTable, properties: readonly string[]) =>
  known(parts, properties, () =>
    tableOf(
      name,
      columns.filter(({ property }) => properties.includes(property)),
    ),
  )

function statement({ statements }: EntityTable, key: string, make: () => string): string {
  const sql = statements.get(key) ?? make()
  statements.set(key, sql)
  return sql
}

const selectOf = (table: EntityTable, where: string) =>
  statement(table, where, () => `SELECT ${table.names} FROM ${table.name} WHERE ${where}`)

function insertOf(table: EntityTable): string {
  const places = table.columns.map((_, index) => `$${index + 1}`).join(', ')
  return statement(table, 'insert', () => `INSERT INTO ${table.name} (${table.names}) VALUES (${places})`)
}

/** WHERE keeps SQLite from reading ON CONFLICT as the condition of a join. */
function toPut({ name, names, columns }: EntityTable): string {
  const values = columns.map(({ cast }, index) => (cast === undefined ? `value ->> ${index}` : `CAST(value ->> ${index} AS ${cast})`))
  const keys = columns.filter(({ isKey }) => isKey).map((column) => column.name)
  const others = columns.filter(({ isKey }) => !isKey).map((column) => `${column.name} = excluded.${column.name}`)
  return `INSERT INTO ${name} (${names}) SELECT ${values.join(', ')} FROM ${listedRows(1)} WHERE true
    ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${others.join(', ')}`
}

const toValues = ({ columns }: EntityTable, entity: object): Value[] => {
  const properties = entity as Readonly<Record<string, unknown>>
  return columns.map(({ property, toDatabase }) => (toDatabase(properties[property]) ?? null) as Value)
}

function toEntity({ columns }: EntityTable, row: Row): Record<string, unknown> {
  const entity: Record<string, unknown> = {}
  for (const { name, property, fromDatabase } of columns) entity[property] = fromDatabase(row[name])
  return entity
}

/**
 * The one row of an entity that a condition names, as the entity declares it: what TypeORM's findOneBy answers, by one prepared statement.
 *
 * @param where SQL in terms of columns, with $1, $2, … for the values, each used once
 */
export async function findRow<Properties>(
  connection: Connection,
  entity: Entity<Properties>,
  where: string,
  values: readonly Value[],
): Promise<Properties | undefined> {
  const table = tableOfEntity(entity)
  const [row] = await connection.query(selectOf(table, where), values)
  return row && (toEntity(table, row) as Properties)
}

/**
 * Some properties of the row, by a statement that asks for their columns alone.
 *
 * @param properties the same list each time, so that the statement is found by it
 */
export async function findProperties<Properties, Property extends keyof Properties & string>(
  connection: Connection,
  entity: Entity<Properties>,
  { properties, where, values }: Condition & { readonly properties: readonly Property[] },
): Promise<Pick<Properties, Property> | undefined> {
  const part = partOf(tableOfEntity(entity), properties)
  const [row] = await connection.query(selectOf(part, where), values)
  return row && (toEntity(part, row) as Pick<Properties, Property>)
}

/**
 * The row, and with it what other tables say of it.
 *
 * @param also what is selected beside the columns: SQL with names, each a subquery, since SQLite prepares a join anew for each value; the
 * values of the condition come after those of `also`
 */
export async function findRowWith<Properties>(
  connection: Connection,
  entity: Entity<Properties>,
  { also, where, values }: Condition & { readonly also: string },
): Promise<{ readonly entity: Properties; readonly also: Row } | undefined> {
  const table = tableOfEntity(entity)
  const sql = statement(table, also + where, () => `SELECT ${table.names}, ${also} FROM ${table.name} WHERE ${where}`)
  const [row] = await connection.query(sql, values)
  return row && { entity: toEntity(table, row) as Properties, also: row }
}

/** Rows that stay as they are until the transaction is over: what it relies on. */
export async function lockRows<Properties>(
  tx: Transaction,
  entity: Entity<Properties>,
  where: string,
  values: readonly Value[] = [],
): Promise<readonly Properties[]> {
  const table = tableOfEntity(entity)
  const rows = await tx.query(`${selectOf(table, where)} FOR UPDATE`, values)
  return rows.map((row) => toEntity(table, row) as Properties)
}

/** The one row that a condition names, which stays as it is until the transaction is over. */
export async function lockRow<Properties>(
  tx: Transaction,
  entity: Entity<Properties>,
  where: string,
  values: readonly Value[],
): Promise<Properties | undefined> {
  return (await lockRows(tx, entity, where, values))[0]
}

/** Adds a row with all columns of its entity. */
export async function insertRow<Properties extends object>(
  connection: Connection,
  entity: Entity<Properties>,
  row: Properties,
): Promise<void> {
  const table = tableOfEntity(entity)
  await connection.query(insertOf(table), toValues(table, row))
}

/** Rows that a condition names, as the entity declares them. */
export async function findRows<Properties>(
  connection: Connection,
  entity: Entity<Properties>,
  where: string,
  values: readonly Value[],
): Promise<readonly Properties[]> {
  const table = tableOfEntity(entity)
  return (await connection.query(selectOf(table, where), values)).map((row) => toEntity(table, row) as Properties)
}

/**
 * Adds rows with all columns of their entity, and replaces those whose key is there, by one statement whatever their number. Rows that are
 * replaced have been locked before, so that nothing is lost that was written meanwhile.
 */
export async function putRows<Properties extends object>(
  tx: Transaction,
  entity: Entity<Properties>,
  rows: readonly Properties[],
): Promise<void> {
  if (rows.length === 0) return
  const table = tableOfEntity(entity)
  await tx.query(
    statement(table, 'put', () => toPut(table)),
    [toList(rows.map((row) => toValues(table, row)))],
  )
}
