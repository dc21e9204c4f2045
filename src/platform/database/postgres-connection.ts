import type { EntityManager } from 'typeorm'
import type { PostgresConnection } from './postgres-query'
import type { Row, Value } from './row'
import { SharedManager } from './shared-manager'

/** Lists differ in length, and each length is a statement of its own: long ones are not worth keeping. */
const longestPrepared = 20
const names = new Map<string, string>()

function nameOf(sql: string): string {
  const name = names.get(sql) ?? `aldgate_${names.size}`
  names.set(sql, name)
  return name
}

type Reached = PostgresConnection | Promise<PostgresConnection>

/** The connection of the unit or that which is shared, or else the pool. What is there already is had at once, so that statements keep their order. */
function connectionOf(manager: EntityManager): Reached {
  if (manager instanceof SharedManager) return manager.shared
  const { queryRunner, connection } = manager
  const { databaseConnection } = (queryRunner ?? {}) as { readonly databaseConnection?: PostgresConnection }
  if (queryRunner) return databaseConnection ?? (queryRunner.connect() as Promise<PostgresConnection>)
  const { master } = connection.driver as unknown as { readonly master: PostgresConnection | undefined }
  if (!master) throw new Error('Driver not Connected')
  return master
}

/** Runs a statement; each connection prepares it once. */
export async function runOnPostgres(manager: EntityManager, sql: string, values: readonly Value[]): Promise<readonly Row[]> {
  const isPrepared = values.length <= longestPrepared
  const reached = connectionOf(manager)
  const connection = 'query' in reached ? reached : await reached
  const { rows } = await connection.query({ text: sql, values, ...(isPrepared && { name: nameOf(sql) }) })
  return rows
}
