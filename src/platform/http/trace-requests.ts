import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { Span } from '@opentelemetry/api'
import type { Request, RequestHandler, Response } from 'express'
import { flowOf } from './flow'
import { RequestNote } from './request-note'
import { routeOf } from './route-of'

const traceIds = new RequestNote<string>('trace')

/** The trace that a request is a part of, if any. */
export const traceIdOf = (request: object): string | undefined => traceIds.of(request)

function end(span: Span, request: Request, response: Response): void {
  const [route, status] = [routeOf(request), response.statusCode]
  span.updateName(`${request.method} ${route}`)
  span.setAttributes({ 'http.route': route, 'http.response.status_code': status, 'aldgate.flow': flowOf(request).id })
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
  span.end()
}

/**
 * A span for each request, in the trace that its traceparent header names. It says which route was asked for and how that ended: no
 * address, no header and no parameter.
 *
 * @see https://www.w3.org/TR/trace-context/
 */
export const traceRequests: RequestHandler = (request, response, next) => {
  const caller = propagation.extract(ROOT_CONTEXT, request.headers)
  const attributes = { 'http.request.method': request.method }
  const span = trace.getTracer('aldgate').startSpan(request.method, { kind: SpanKind.SERVER, attributes }, caller)
  traceIds.put(request, span.spanContext().traceId)
  response.on('close', () => end(span, request, response))
  context.with(trace.setSpan(caller, span), next)
}
