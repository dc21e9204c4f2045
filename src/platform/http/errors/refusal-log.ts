import { Logger } from '@nestjs/common'
import type { Request } from 'express'
import type { OAuthError } from '#libs/oauth-errors/oauth-error'
import type { RefusedRequest } from '#platform/events/event-catalog'
import type { Events } from '#platform/events/events'
import { flowOf } from '../flow'
import { routeOf } from '../route-of'

const longest = 200

const bounded = (text: string | undefined) => text?.slice(0, longest)

/** An error for the log: what it says and where it was, none of the parameters that database errors carry. */
function toLogged(error: unknown, depth = 0): object | undefined {
  if (!(error instanceof Error) || depth > 2) return error === undefined || depth > 2 ? undefined : { type: typeof error }
  const { name, message, stack, cause } = error
  return { type: name, message: message.slice(0, 500), stack, ...(cause !== undefined && { cause: toLogged(cause, depth + 1) }) }
}

/** Tells the operator what a client is not told: the check that refused, why, what was expected and what came. */
export class RefusalLog {
  readonly #logger = new Logger('Refusal')

  constructor(private readonly events: Events) {}

  write(request: Request, error: OAuthError): void {
    const [flow, refused] = [flowOf(request), toRefused(error)]
    flow.run(() => this.events.note('request.refused', refused))
    const line = { flow: flow.id, method: request.method, route: routeOf(request), ...refused }
    if (error.status >= 500) this.#logger.error({ msg: 'request failed', ...line, err: toLogged(error.evidence.cause ?? error) })
    else this.#logger.log({ msg: 'request refused', ...line })
  }
}

const toRefused = ({ code, status, description, refusal, evidence }: OAuthError): RefusedRequest => ({
  error: code,
  status,
  description,
  check: refusal?.check,
  clauses: refusal?.clauses ?? [],
  hint: refusal?.hint,
  reason: bounded(evidence.reason),
  expected: bounded(evidence.expected),
  received: bounded(evidence.received),
})
