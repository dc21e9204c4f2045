import { DataSource } from 'typeorm'
import { setUpReader } from './sqlite-pragmas'
import { busyTimeout } from './while-busy'

/** SQLite's read-only connection: on the one that writes, a query would see what another request has not committed. */
export class SqliteReadingSource extends DataSource {
  constructor(writer: DataSource) {
    super({
      ...writer.options,
      readonly: true,
      timeout: busyTimeout,
      migrations: [],
      prepareDatabase: setUpReader,
    } as DataSource['options'])
  }
}
