import { DataSource } from 'typeorm'
import { setUpReader } from './sqlite-pragmas'
import { sqliteConnectionOf } from './sqlite-connection'
import type { SqliteConnection } from './sqlite-connection'
import { busyTimeout } from './while-busy'

/** SQLite's read-only connection, beside the one that writes. */
export class SqliteReadingSource extends DataSource {
  constructor(private readonly writer: DataSource) {
    super({
      ...writer.options,
      readonly: true,
      timeout: busyTimeout,
      migrations: [],
      prepareDatabase: setUpReader,
    } as DataSource['options'])
  }

  /**
   * Where a query goes: to the connection that writes while nothing is uncommitted there, since that one has the pages in memory. The other
   * one must read them again after each commit.
   */
  get fittest(): SqliteConnection {
    const writer = sqliteConnectionOf(this.writer)
    return writer.inTransaction ? sqliteConnectionOf(this) : writer
  }
}
