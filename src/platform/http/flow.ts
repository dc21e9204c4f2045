import { createParamDecorator } from '@nestjs/common'
import type { ExecutionContext } from '@nestjs/common'
import type { Request, RequestHandler, Response } from 'express'
import { excerpt } from '#libs/oauth-params/excerpt'
import type { Events } from '#platform/events/events'
import { Flow } from '#platform/events/flow'
import { clientAddress } from './address'
import { RequestNote } from './request-note'
import { routeOf } from './route-of'

const flows = new RequestNote<Flow>('flow')

/** The flow of a request; one that no middleware has seen gets a flow of its own. */
export function flowOf(request: object): Flow {
  return flows.of(request) ?? flows.put(request, new Flow())
}

/**
 * Gives each request its flow, names it in x-flow-id, and tells when the request is answered.
 *
 * @param mayChooseLogLevel in development a request may have its log lines told at another level: x-log-level
 */
export function startFlow(events: Events, mayChooseLogLevel = false): RequestHandler {
  return (request, response, next) => {
    const announce = (id: string) => {
      if (!response.headersSent) response.setHeader('x-flow-id', id)
    }
    const logLevel = mayChooseLogLevel ? request.get('x-log-level') : undefined
    const flow = new Flow({ announce, address: () => clientAddress(request), logLevel })
    flows.put(request, flow)
    const asked = { path: request.path, at: performance.now() }
    response.on('close', () => flow.run(() => events.note('request.answered', toAnswered(request, response, asked))))
    flow.run(next)
  }
}

const toAnswered = (request: Request, response: Response, asked: { readonly path: string; readonly at: number }) => ({
  method: request.method,
  route: routeOf(request),
  path: excerpt(asked.path),
  status: response.statusCode,
  milliseconds: Math.round((performance.now() - asked.at) * 10) / 10,
  aborted: !response.writableFinished,
})

/** Hands the request's flow to a handler. */
export const CurrentFlow = createParamDecorator((_: unknown, context: ExecutionContext): Flow =>
  flowOf(context.switchToHttp().getRequest<Request>()),
)
