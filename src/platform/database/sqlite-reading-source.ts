import { DataSource } from 'typeorm'
import { setUpReader } from './sqlite-pragmas'
import { sqliteConnectionOf } from './sqlite-connection'
import type { SqliteConnection } from './sqlite-connection'
import { busyTimeout } from './while-busy'

/** The connection that writes. */
export type WritingSource = DataSource & {
  /** Whether the transaction that is open has nothing but what was written lightly, which no query asks for. */
  readonly isReadable: boolean
}

/** SQLite's read-only connection, beside the one that writes. */
export class SqliteReadingSource extends DataSource {
  constructor(private readonly writer: WritingSource) {
    super({
      ...writer.options,
      readonly: true,
      timeout: busyTimeout,
      migrations: [],
      prepareDatabase: setUpReader,
    } as DataSource['options'])
  }

  /**
   * Where a query goes: to the connection that writes while nothing is uncommitted there that a query could see, since that one has the
   * pages in memory. The other one must read them again after each commit.
   */
  get fittest(): SqliteConnection {
    const writer = sqliteConnectionOf(this.writer)
    return writer.inTransaction && !this.writer.isReadable ? sqliteConnectionOf(this) : writer
  }
}
