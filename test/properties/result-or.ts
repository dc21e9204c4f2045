import { JwkError } from '#libs/jwk/public-jwk'
import { JwsError } from '#libs/jws/jws-error'
import { OAuthError } from '#libs/oauth-errors/oauth-error'

type Refuses = (error: unknown) => boolean

/** A refusal by the protocol's own words, and not one that the server is to blame for. */
export const byOAuthError: Refuses = (error) => error instanceof OAuthError && error.status >= 400 && error.status < 500

export const byJwsError: Refuses = (error) => error instanceof JwsError

export const byJwkError: Refuses = (error) => error instanceof JwkError

/** What a parser makes of its input: undefined where it refuses it with the error that it declares; any other error is thrown on. */
export async function resultOr<Result>(refuses: Refuses, run: () => Result): Promise<Awaited<Result> | undefined> {
  try {
    return await run()
  } catch (error) {
    if (!refuses(error)) throw error
    return undefined
  }
}
