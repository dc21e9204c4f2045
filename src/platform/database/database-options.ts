import type { DataSourceOptions } from 'typeorm'
import { migrations } from '../../../migrations/migrations'
import { usualConnections } from '#platform/config/database-settings'
import { connectionLifetime, longestSilence, longestStatement } from './database-times'
import { setUpReader, setUpWriter } from './sqlite-pragmas'

/** Where the database is: a file, or a PostgreSQL server. */
export type DatabaseLocation = { readonly kind: 'sqlite'; readonly path: string } | { readonly kind: 'postgres'; readonly url: string }

/** Of a node's connections to PostgreSQL: one for look-ups and one for marks. */
const sharedConnections = 2

const sqlite = (path: string): DataSourceOptions => ({
  type: 'better-sqlite3',
  database: path,
  timeout: longestStatement,
  prepareDatabase: setUpWriter,
})

const postgres = (url: string, connections: number): DataSourceOptions => ({
  type: 'postgres',
  url,
  applicationName: 'aldgate',
  connectTimeoutMS: longestStatement,
  extra: {
    max: connections - sharedConnections,
    // Statements are sent before those before them are answered; a connection on which nothing comes back for too long ends itself.
    pipeline: true,
    query_timeout: longestSilence,
    connectionTimeoutMillis: longestStatement,
    maxLifetimeSeconds: connectionLifetime,
    keepAlive: true,
  },
})

/**
 * What TypeORM needs to open the database; the schema is the migrations', never synchronised.
 *
 * @param connections that this node may have to PostgreSQL
 */
export function toDataSourceOptions(location: DatabaseLocation, connections = usualConnections): DataSourceOptions {
  const options = location.kind === 'sqlite' ? sqlite(location.path) : postgres(location.url, connections)
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
