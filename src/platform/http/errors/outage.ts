/** What PostgreSQL (SQLSTATE), SQLite (result codes), the network and the drivers (codes, messages) say when the database cannot be had. */
const outages: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^(?:53100|SQLITE_FULL)/, 'the disk of the database is full, or the database has reached its size limit: make room'],
  [/^(?:SQLITE_BUSY|SQLITE_LOCKED|55P03)/, 'another process keeps the database to itself: find out which'],
  [/^(?:DATABASE_TOO_SLOW$|57014|Query read timeout|timeout exceeded when trying to connect)/, 'the database is too slow, or overloaded'],
  [/^53300/, 'the database takes no more connections: raise max_connections, or run fewer nodes'],
  [/^53\w{3}$/, 'the database lacks memory or another resource'],
  [/^(?:25006|SQLITE_READONLY)/, 'the database is read-only: a standby, or a file that may not be written'],
  [/^(?:40001|40P01)$/, 'two requests were in each other’s way'],
  [/^SQLITE_(?:IOERR|CANTOPEN|NOMEM)/, 'the file of the database cannot be used'],
  [
    /^(?:ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|timeout expired$|08\w{3}$|57P0[1-5])/,
    'the database does not answer',
  ],
  [
    /^(?:Connection terminated|Client was closed and is not queryable|Client has encountered a connection error|Cannot use a pool after calling end|Driver not Connected|Query runner already released|The database connection is not open)/,
    'the connection to the database is gone',
  ],
]

const deepest = 4

interface ErrorLike {
  readonly code?: unknown
  readonly message?: unknown
  readonly driverError?: unknown
  readonly cause?: unknown
}

/** Why the database cannot be had at present, where an error says that: it passes, and is no fault of the request. For the operator. */
export function outageOf(error: unknown, depth = 0): string | undefined {
  if (typeof error !== 'object' || error === null || depth > deepest) return undefined
  const { code, message, driverError, cause } = error as ErrorLike
  const found = outages.find(([pattern]) => pattern.test(String(code)) || pattern.test(String(message)))
  return found?.[1] ?? outageOf(driverError, depth + 1) ?? outageOf(cause, depth + 1)
}
