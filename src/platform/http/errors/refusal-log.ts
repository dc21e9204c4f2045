import { Logger } from '@nestjs/common'
import type { Request } from 'express'
import { excerptWhole } from '#libs/oauth-params/excerpt'
import type { OAuthError } from '#libs/oauth-errors/oauth-error'
import type { RefusedRequest } from '#platform/events/event-catalog'
import type { Events } from '#platform/events/events'
import { flowOf } from '../flow'
import { routeOf } from '../route-of'

/** Excerpts are bounded already; what they say of a cut text's length is kept. */
const longest = 250

const bounded = (text: string | undefined) => text?.slice(0, longest)
const shown = (text: string | undefined) => (text === undefined ? undefined : excerptWhole(text, longest))

/** Tells the operator what a client is not told: the check that refused, why, what was expected and what came. */
export class RefusalLog {
  readonly #logger = new Logger('Refusal')

  constructor(private readonly events: Events) {}

  write(request: Request, error: OAuthError): void {
    const [flow, refused] = [flowOf(request), toRefused(error)]
    flow.run(() => this.events.note('request.refused', refused))
    const line = { flow: flow.id, method: request.method, route: routeOf(request), ...refused }
    if (error.status >= 500) this.#logger.error({ msg: 'request failed', ...line, err: error.evidence.cause ?? error })
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
  reason: shown(evidence.reason),
  expected: bounded(evidence.expected),
  received: bounded(evidence.received),
})
