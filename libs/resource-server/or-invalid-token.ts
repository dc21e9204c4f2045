import { JwsError } from '../jws/jws-error'
import { invalidToken } from '../oauth-errors/factories'

/** Reads from an access token; what cannot be read is no token to trust. */
export function orInvalidToken<Result>(read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    throw error instanceof JwsError ? invalidToken('the access token is malformed', { reason: error.reason }) : error
  }
}
