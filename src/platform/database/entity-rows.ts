import type { EntityManager, EntityMetadata, EntityTarget, ObjectLiteral, ValueTransformer } from 'typeorm'
import { queryRows } from './rows'
import type { Row, Value } from './row'

interface Column {
  readonly name: string
  readonly property: string
  readonly fromDatabase: (value: unknown) => unknown
  readonly toDatabase: (value: unknown) => unknown
}

const unchanged = (value: unknown) => value
const asBoolean = (value: unknown) => (value === null ? null : Boolean(value))

/** An entity's table: which column is which property, and how its values travel. */
interface EntityTable {
  readonly name: string
  readonly columns: readonly Column[]
  readonly names: string
  readonly select: string
  /** Selects with a condition, by the condition. */
  readonly selects: Map<string, string>
  readonly insert: string
}

const tables = new WeakMap<EntityMetadata, EntityTable>()

function toTable({ tableName, columns: declared }: EntityMetadata): EntityTable {
  const columns = declared.map(({ databaseName: name, propertyName: property, type, transformer }): Column => {
    const { from, to } = (transformer ?? {}) as Partial<ValueTransformer>
    return { name, property, fromDatabase: from ?? (type === 'boolean' ? asBoolean : unchanged), toDatabase: to ?? unchanged }
  })
  return tableOfColumns(tableName, columns)
}

function tableOfColumns(name: string, columns: readonly Column[]): EntityTable {
  const names = columns.map((column) => column.name).join(', ')
  const places = columns.map((_, index) => `$${index + 1}`).join(', ')
  const [select, insert] = [`SELECT ${names} FROM ${name}`, `INSERT INTO ${name} (${names}) VALUES (${places})`]
  return { name, columns, names, select, selects: new Map(), insert }
}

function tableOf(manager: EntityManager, entity: EntityTarget<ObjectLiteral>): EntityTable {
  const metadata = manager.connection.getMetadata(entity)
  const table = tables.get(metadata) ?? toTable(metadata)
  tables.set(metadata, table)
  return table
}

const parts = new WeakMap<readonly string[], EntityTable>()

/** The same table with some of its columns. */
function partOf({ name, columns }: EntityTable, properties: readonly string[]): EntityTable {
  const known = parts.get(properties)
  if (known) return known
  const part = tableOfColumns(
    name,
    columns.filter(({ property }) => properties.includes(property)),
  )
  parts.set(properties, part)
  return part
}

/** The same string each time, so that the statement is found without being read. */
function selectOf({ select, selects }: EntityTable, where: string): string {
  const sql = selects.get(where) ?? `${select} WHERE ${where}`
  selects.set(where, sql)
  return sql
}

/** The same with more to select than the columns. */
function selectWith({ name, names, selects }: EntityTable, also: string, where: string): string {
  const key = also + where
  const sql = selects.get(key) ?? `SELECT ${names}, ${also} FROM ${name} WHERE ${where}`
  selects.set(key, sql)
  return sql
}

function toEntity({ columns }: EntityTable, row: Row): ObjectLiteral {
  const entity: ObjectLiteral = {}
  for (const { name, property, fromDatabase } of columns) entity[property] = fromDatabase(row[name])
  return entity
}

/**
 * Some properties of the one row of an entity that a condition names, by one prepared statement that asks for their columns alone.
 *
 * @param properties the same list each time, so that the statement is found by it
 * @param where SQL in terms of columns, with $1, $2, … for the values, each used once
 */
export async function findProperties<Entity extends ObjectLiteral, Property extends keyof Entity & string>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  { properties, where, values }: { readonly properties: readonly Property[]; readonly where: string; readonly values: readonly Value[] },
): Promise<Pick<Entity, Property> | undefined> {
  const part = partOf(tableOf(manager, entity), properties)
  const [row] = await queryRows(manager, selectOf(part, where), values)
  return row && (toEntity(part, row) as Pick<Entity, Property>)
}

/**
 * The one row of an entity that a condition names, as the entity declares it: what TypeORM's findOneBy answers, by one prepared statement.
 *
 * @param where SQL in terms of columns, with $1, $2, … for the values, each used once
 */
export async function findRow<Entity extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  where: string,
  values: readonly Value[],
): Promise<Entity | undefined> {
  const table = tableOf(manager, entity)
  const [row] = await queryRows(manager, selectOf(table, where), values)
  return row && (toEntity(table, row) as Entity)
}

/**
 * The one row of an entity that a condition names, and with it what other tables say of it.
 *
 * @param also what is selected beside the columns: SQL with names, each a subquery, since SQLite prepares a join anew for each value
 * @param where as above; its values come after those of `also`
 */
export async function findRowWith<Entity extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  { also, where, values }: { readonly also: string; readonly where: string; readonly values: readonly Value[] },
): Promise<{ readonly entity: Entity; readonly also: Row } | undefined> {
  const table = tableOf(manager, entity)
  const [row] = await queryRows(manager, selectWith(table, also, where), values)
  return row && { entity: toEntity(table, row) as Entity, also: row }
}

/** Adds a row with all columns of its entity. */
export async function insertRow<Entity extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  row: Entity,
): Promise<void> {
  const { insert, columns } = tableOf(manager, entity)
  const values = columns.map(({ property, toDatabase }) => (toDatabase(row[property]) ?? null) as Value)
  await queryRows(manager, insert, values)
}
