import { Logger } from '@nestjs/common'
import type { Request } from 'express'
import type { OAuthError } from '#libs/oauth-errors/oauth-error'
import { flowOf } from '../flow'

const longest = 200

const bounded = (text: string | undefined) => text?.slice(0, longest)

function routeOf(request: Request): string | undefined {
  const pattern: unknown = request.route?.path
  return typeof pattern === 'string' ? pattern : bounded(request.path)
}

/** An error for the log: what it says and where it was, none of the parameters that database errors carry. */
function toLogged(error: unknown, depth = 0): object | undefined {
  if (!(error instanceof Error) || depth > 2) return error === undefined || depth > 2 ? undefined : { type: typeof error }
  const { name, message, stack, cause } = error
  return { type: name, message: message.slice(0, 500), stack, ...(cause !== undefined && { cause: toLogged(cause, depth + 1) }) }
}

/** Tells the operator what a client is not told: the check that refused, why, what was expected and what came. */
export class RefusalLog {
  readonly #logger = new Logger('Refusal')

  write(request: Request, error: OAuthError): void {
    const line = { flow: flowOf(request).id, method: request.method, route: routeOf(request), status: error.status, error: error.code }
    if (error.status >= 500) this.#logger.error({ msg: 'request failed', ...line, err: toLogged(error.evidence.cause ?? error) })
    else this.#logger.log({ msg: 'request refused', ...line, ...this.#story(error) })
  }

  #story({ description, refusal, evidence }: OAuthError) {
    const { reason, expected, received } = evidence
    return {
      description,
      check: refusal?.check,
      clauses: refusal?.clauses,
      hint: refusal?.hint,
      reason: bounded(reason),
      expected: bounded(expected),
      received: bounded(received),
    }
  }
}
