interface Connection {
  pragma(statement: string): unknown
}

/** Kibibytes of pages that a connection keeps; SQLite counts them as a negative number. The driver's own are sixteen mebibytes. */
const writersCache = -4_000
const readersCache = -1_000
/** Pages in the log, four kibibytes each, before they are put into the file: a page that changes often is then put there once. */
const pagesInLog = 4_000

const run = (connection: unknown, ...statements: readonly string[]): void => {
  for (const statement of statements) (connection as Connection).pragma(statement)
}

/** Of the connection that writes. */
export function setUpWriter(connection: unknown): void {
  run(connection, 'journal_mode = WAL')
  // A used code must not come back after a power cut.
  run(connection, 'synchronous = FULL', `wal_autocheckpoint = ${pagesInLog}`)
  // What undoes a savepoint is kept in memory: a crash undoes the whole transaction anyway.
  run(connection, 'temp_store = MEMORY', `cache_size = ${writersCache}`)
}

/** Of the connection that reads. */
export function setUpReader(connection: unknown): void {
  run(connection, 'temp_store = MEMORY', `cache_size = ${readersCache}`)
}
