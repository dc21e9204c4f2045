import type { DataSource, DataSourceOptions } from 'typeorm'
import { checkNotNewer, checkNotOlder, findSchemaState } from './check-schema'
import { migrate } from './migrate'
import { PostgresDataSource } from './postgres-data-source'
import { SqliteDataSource } from './sqlite-data-source'

/**
 * Opens the database with the schema that this version works with: brought up to date, or as it is where that is somebody else's task.
 *
 * @throws StartRefused when the schema is newer, or older and not to be migrated
 */
export async function openDatabase(options: DataSourceOptions, when: 'on-start' | 'off'): Promise<DataSource> {
  const dataSource = await toDataSource({ ...options, migrationsRun: false }).initialize()
  try {
    if (when === 'on-start') await migrate(dataSource)
    else await checkSchema(dataSource)
    return dataSource
  } catch (error) {
    await dataSource.destroy()
    throw error
  }
}

/** A database that is not open yet. */
export const toDataSource = (options: DataSourceOptions): DataSource =>
  options.type === 'better-sqlite3' ? new SqliteDataSource(options) : new PostgresDataSource(options)

async function checkSchema(dataSource: DataSource): Promise<void> {
  const state = await findSchemaState(dataSource)
  checkNotNewer(state)
  checkNotOlder(state)
}
