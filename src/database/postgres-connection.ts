import type { EntityManager } from 'typeorm'
import { LookUpManager } from './look-up-manager'
import type { PostgresConnection } from './postgres-query'
import type { Row, Value } from './row'

/** Lists differ in length, and each length is a statement of its own: long ones are not worth keeping. */
const longestPrepared = 20
const names = new Map<string, string>()

function nameOf(sql: string): string {
  const name = names.get(sql) ?? `aldgate_${names.size}`
  names.set(sql, name)
  return name
}

/** The connection of the unit, or else the pool. */
async function connectionOf({ queryRunner, connection }: EntityManager): Promise<PostgresConnection> {
  if (queryRunner) return (await queryRunner.connect()) as PostgresConnection
  const { master } = connection.driver as unknown as { readonly master: PostgresConnection | undefined }
  if (!master) throw new Error('Driver not Connected')
  return master
}

/** Runs a statement; each connection prepares it once. */
export async function runOnPostgres(manager: EntityManager, sql: string, values: readonly Value[]): Promise<readonly Row[]> {
  const isPrepared = values.length <= longestPrepared
  const connection = manager instanceof LookUpManager ? manager.lookUps : await connectionOf(manager)
  const { rows } = await connection.query({ text: sql, values, ...(isPrepared && { name: nameOf(sql) }) })
  return rows
}
