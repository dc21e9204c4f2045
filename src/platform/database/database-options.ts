import type { DataSourceOptions } from 'typeorm'
import { migrations } from '../../../migrations/migrations'
import { setUpReader, setUpWriter } from './sqlite-pragmas'

/** Where the database is: a file, or a PostgreSQL server. */
export type DatabaseLocation = { readonly kind: 'sqlite'; readonly path: string } | { readonly kind: 'postgres'; readonly url: string }

/** How long, in milliseconds, one statement may wait or run before its request is answered 503. */
const patience = 4_000
/** After so many milliseconds without an answer a connection is dead: the server itself has ended the statement long before. */
const silence = patience + 1_000
/** Seconds after which a connection is replaced by a new one, which finds a database that has moved. */
const connectionLifetime = 900

const sqlite = (path: string): DataSourceOptions => ({
  type: 'better-sqlite3',
  database: path,
  timeout: patience,
  prepareDatabase: setUpWriter,
})

const postgres = (url: string): DataSourceOptions => ({
  type: 'postgres',
  url,
  applicationName: 'aldgate',
  connectTimeoutMS: patience,
  extra: {
    max: 20,
    // Statements are sent before those before them are answered; a connection on which nothing comes back for too long ends itself.
    pipeline: true,
    statement_timeout: patience,
    query_timeout: silence,
    idle_in_transaction_session_timeout: patience * 3,
    connectionTimeoutMillis: patience,
    maxLifetimeSeconds: connectionLifetime,
    keepAlive: true,
  },
})

/** What TypeORM needs to open the database; the schema is the migrations', never synchronised. */
export function toDataSourceOptions(location: DatabaseLocation): DataSourceOptions {
  const options = location.kind === 'sqlite' ? sqlite(location.path) : postgres(location.url)
  return { ...options, migrations, migrationsTableName: 'migrations', synchronize: false, logging: false }
}

/** The same for what takes as long as it takes: migrations. */
export function withoutHurry(options: DataSourceOptions): DataSourceOptions {
  return options.type === 'postgres' ? { ...options, entities: [], extra: { max: 1 } } : options
}

/** The same, for whoever only looks: SQLite's file is not made, nor changed. */
export function toReadingOptions(location: DatabaseLocation): DataSourceOptions {
  const options = toDataSourceOptions(location)
  return options.type === 'better-sqlite3' ? { ...options, readonly: true, fileMustExist: true, prepareDatabase: setUpReader } : options
}
