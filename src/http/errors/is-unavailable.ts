// Errors of the connection, PostgreSQL's SQLSTATE (connection, resources, shutdown, conflict, canceled, read-only), SQLite's result codes
const codes =
  /^(?:ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|08\w{3}|53\w{3}|57P0[1-5]|57014|55P03|40001|40P01|25006|SQLITE_(?:BUSY|LOCKED|FULL|IOERR|CANTOPEN|READONLY|NOMEM)(?:_\w+)?)$/

const messages =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout|Cannot use a pool after calling end|Driver not Connected|The database connection is not open)/

const deepest = 4

interface ErrorLike {
  readonly code?: unknown
  readonly message?: unknown
  readonly driverError?: unknown
  readonly cause?: unknown
}

/** Whether an error says that the database cannot be had at present, which passes, and is no fault of ours or of the request. */
export function isUnavailable(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > deepest) return false
  const { code, message, driverError, cause } = error as ErrorLike
  if (codes.test(String(code)) || messages.test(String(message))) return true
  return isUnavailable(driverError, depth + 1) || isUnavailable(cause, depth + 1)
}
