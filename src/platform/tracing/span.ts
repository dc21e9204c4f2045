import { context, propagation, SpanStatusCode, trace } from '@opentelemetry/api'
import type { Attributes, Span, SpanOptions } from '@opentelemetry/api'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { isTracing } from './start-tracing'

const spanOf = () => trace.getTracer('aldgate')

/** Says of a span why it failed: names alone. A message could hold what somebody sent. */
function fail(span: Span, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR })
  if (error instanceof OAuthError) span.setAttributes({ 'aldgate.error': error.code, 'aldgate.check': error.refusal?.check ?? 'none' })
  else span.setAttribute('error.type', error instanceof Error ? error.name : typeof error)
}

function during<Result>(span: Span, work: () => Result): Result {
  const failed = (error: unknown): never => {
    fail(span, error)
    span.end()
    throw error
  }
  try {
    const result = work()
    if (result instanceof Promise) return result.then(endWith(span), failed) as Result
    span.end()
    return result
  } catch (error) {
    return failed(error)
  }
}

const endWith =
  (span: Span) =>
  <Value>(value: Value): Value => {
    span.end()
    return value
  }

const record = <Result>(name: string, options: SpanOptions, work: () => Result): Result =>
  spanOf().startActiveSpan(name, options, (span) => during(span, work))

/** Does the work as a span of the trace that it is a part of; where there is none, it only does the work. */
export const inSpan = <Result>(name: string, work: () => Result, attributes: Attributes = {}): Result =>
  !isTracing() || trace.getActiveSpan() === undefined ? work() : record(name, { attributes }, work)

/** The headers by which a request that leaves this server goes on with the trace; none where there is no trace. */
export function traceHeaders(): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {}
  propagation.inject(context.active(), headers)
  return headers
}

/** Does work that no request asked for as a trace of its own. */
export const inTrace = <Result>(name: string, work: () => Result, attributes: Attributes = {}): Result =>
  record(name, { root: true, attributes }, work)
