import { AsyncLocalStorage } from 'node:async_hooks'
import { newTimedId } from '#libs/opaque-token/timed-id'
import type { ServerEvent } from './server-event'

const flowIdSyntax = /^[A-Za-z0-9_-]{22}$/
/** So many steps of one request are kept; no honest request has as many. */
const mostSteps = 60
const current = new AsyncLocalStorage<Flow>()

/** What a flow wants to know of the request that it is of. */
export interface FlowOrigin {
  /** Told each id that the flow takes on. */
  readonly announce?: (id: string) => void
  /** The address that the request came from. */
  readonly address?: () => string
  /** The level of the log that the request asked for, where it may. */
  readonly logLevel?: string | undefined
}

/** What a request belongs to, from the first authorization request to the last refresh: an id that every answer names, and what happened. */
export class Flow {
  readonly steps: ServerEvent[] = []
  #id: string

  constructor(
    private readonly origin: FlowOrigin = {},
    id: string = newTimedId(),
  ) {
    this.#id = id
    origin.announce?.(id)
  }

  get id(): string {
    return this.#id
  }

  get address(): string | undefined {
    return this.origin.address?.()
  }

  get logLevel(): string | undefined {
    return this.origin.logLevel
  }

  /** Continues an earlier flow: from here on the request, its log and its answer carry that flow's id. */
  adopt(id: string): void {
    if (!flowIdSyntax.test(id)) throw new TypeError('a flow id has 22 characters of base64url')
    this.#id = id
    this.origin.announce?.(id)
  }

  /** Remembers what happened, until the request is answered. */
  add(event: ServerEvent): void {
    if (this.steps.length < mostSteps) this.steps.push(event)
  }

  /** Does the work as a part of this flow: whatever happens in it is told of the flow. */
  run<Result>(work: () => Result): Result {
    return current.run(this, work)
  }
}

/** The flow that this code runs in; undefined outside of requests. */
export const currentFlow = (): Flow | undefined => current.getStore()
