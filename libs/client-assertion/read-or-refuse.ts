import { JwsError } from '../jws/jws-error'
import { invalidClient } from '../oauth-errors/factories'

/** Reads from an assertion; what cannot be read is a failed client authentication. */
export function readOrRefuse<Result>(read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    throw error instanceof JwsError ? invalidClient(`the client assertion: ${error.reason}`) : error
  }
}
