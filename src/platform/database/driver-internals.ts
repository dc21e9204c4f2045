import type { Socket } from 'node:net'
import type { Client, PoolConfig } from 'pg'
import type { DataSource } from 'typeorm'
import { StartRefused } from '#platform/config/start-refused'
import type { PostgresConnection } from './postgres-query'
import type { SqliteConnection } from './sqlite-connection'

// All that is used of pg and TypeORM beyond what they document. Checked at start, so that another version fails there and says so.

/** The versions whose internals these are. */
const supported = { typeorm: '1.1', pg: '8.23' } as const

/** pg's pool, as far as it is used here. */
export interface PostgresPool extends PostgresConnection {
  readonly options: PoolConfig
  readonly totalCount: number
  readonly idleCount: number
  readonly waitingCount: number
}

interface PgClient {
  readonly connection?: { readonly stream?: Socket }
  readonly processID?: number | null
  readonly getTransactionStatus?: () => string | null
}

/** pg's pool under TypeORM. */
export function poolOf({ driver }: DataSource): PostgresPool {
  const { master } = driver as unknown as { readonly master: PostgresPool | undefined }
  if (!master) throw new Error('Driver not Connected')
  return master
}

/** better-sqlite3's connection under TypeORM: it has one to a file. */
export const sqliteConnectionOf = ({ driver }: DataSource): SqliteConnection =>
  (driver as unknown as { readonly databaseConnection: SqliteConnection }).databaseConnection

/** The socket of a connection of pg. */
export const streamOf = (client: Client): Socket => (client as unknown as { connection: { stream: Socket } }).connection.stream

/** The process that serves a connection, as its server told when it began. */
export const backendPidOf = (client: Client): unknown => (client as unknown as PgClient).processID

/** Whether a connection is in a transaction in which no statement has failed, as its server told last. */
export const isInTransaction = (client: Client): boolean => (client as unknown as Required<PgClient>).getTransactionStatus() === 'T'

/** @throws StartRefused when pg or TypeORM have changed inside */
export function checkPostgresInternals({ driver }: DataSource, client: Client): void {
  const { master } = driver as unknown as { readonly master?: Partial<PostgresPool> }
  expectOf('typeorm', typeof master?.query === 'function' && typeof master.totalCount === 'number' && typeof master.options === 'object')
  const { connection, processID, getTransactionStatus } = client as unknown as PgClient
  const isAsExpected = typeof connection?.stream?.cork === 'function' && typeof processID === 'number'
  expectOf('pg', isAsExpected && typeof getTransactionStatus === 'function')
}

/** @throws StartRefused when better-sqlite3 or TypeORM have changed inside */
export function checkSqliteInternals({ driver }: DataSource): void {
  const { databaseConnection } = driver as unknown as { readonly databaseConnection?: Partial<SqliteConnection> }
  expectOf('typeorm', typeof databaseConnection?.prepare === 'function' && typeof databaseConnection.inTransaction === 'boolean')
}

function expectOf(library: keyof typeof supported, isAsExpected: boolean): void {
  if (isAsExpected) return
  throw new StartRefused(
    `this server works with ${library} ${supported[library]}, and the ${library} installed differs inside: install what package-lock.json names, by npm ci`,
  )
}
