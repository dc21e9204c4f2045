import { randomBytes } from 'node:crypto'
import { createParamDecorator } from '@nestjs/common'
import type { ExecutionContext } from '@nestjs/common'
import type { Request, RequestHandler } from 'express'

const flowIdBytes = 16
const flowIdSyntax = /^[A-Za-z0-9_-]{22}$/
const flows = new WeakMap<object, Flow>()

/** What a request belongs to, from the first authorization request to the last refresh: an id that every answer names. */
export class Flow {
  #id = randomBytes(flowIdBytes).toString('base64url')

  constructor(private readonly announce: (id: string) => void = () => undefined) {
    announce(this.#id)
  }

  get id(): string {
    return this.#id
  }

  /** Continues an earlier flow: from here on the request, its log and its answer carry that flow's id. */
  adopt(id: string): void {
    if (!flowIdSyntax.test(id)) throw new TypeError('a flow id has 22 characters of base64url')
    this.#id = id
    this.announce(id)
  }
}

/** The flow of a request; one that no middleware has seen gets a flow of its own. */
export function flowOf(request: object): Flow {
  const flow = flows.get(request) ?? new Flow()
  flows.set(request, flow)
  return flow
}

/** Gives each request its flow and names it in x-flow-id. */
export const startFlow: RequestHandler = (request, response, next) => {
  const announce = (id: string) => {
    if (!response.headersSent) response.setHeader('x-flow-id', id)
  }
  flows.set(request, new Flow(announce))
  next()
}

/** Hands the request's flow to a handler. */
export const CurrentFlow = createParamDecorator((_: unknown, context: ExecutionContext): Flow =>
  flowOf(context.switchToHttp().getRequest<Request>()),
)
