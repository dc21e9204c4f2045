import { DataSource } from 'typeorm'
import { checkSqliteInternals } from './driver-internals'
import { keepPrivate } from './keep-private'
import { SqliteReader } from './sqlite-reader'

/**
 * SQLite: the connection that writes, and the one that reads. The one that reads ends first: with the last connection that may write,
 * SQLite puts its log into the file, so that the file by itself is the database.
 */
export class SqliteDataSource extends DataSource {
  readonly reader = new SqliteReader(this)

  override async initialize(): Promise<this> {
    keepPrivate(String(this.options.database))
    await super.initialize()
    checkSqliteInternals(this)
    return this
  }

  override async destroy(): Promise<void> {
    await this.reader.close()
    await super.destroy()
  }
}
