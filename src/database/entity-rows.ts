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
  readonly columns: readonly Column[]
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
  const names = columns.map(({ name }) => name).join(', ')
  const places = columns.map((_, index) => `$${index + 1}`).join(', ')
  const [select, insert] = [`SELECT ${names} FROM ${tableName}`, `INSERT INTO ${tableName} (${names}) VALUES (${places})`]
  return { columns, select, selects: new Map(), insert }
}

function tableOf(manager: EntityManager, entity: EntityTarget<ObjectLiteral>): EntityTable {
  const metadata = manager.connection.getMetadata(entity)
  const table = tables.get(metadata) ?? toTable(metadata)
  tables.set(metadata, table)
  return table
}

/** The same string each time, so that the statement is found without being read. */
function selectOf({ select, selects }: EntityTable, where: string): string {
  const sql = selects.get(where) ?? `${select} WHERE ${where}`
  selects.set(where, sql)
  return sql
}

function toEntity({ columns }: EntityTable, row: Row): ObjectLiteral {
  const entity: ObjectLiteral = {}
  for (const { name, property, fromDatabase } of columns) entity[property] = fromDatabase(row[name])
  return entity
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
