import type { Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { newId } from '#libs/opaque-token/opaque-token'
import { clientAddress } from '#platform/http/address'
import { traceIdOf } from '#platform/http/trace-requests'
import { flowOf } from '#platform/http/flow'

const requestIdLength = 12
const longestPath = 200

/** Health checks come every few seconds: they are told at debug level. */
const levelOf = (path: string, status: number) => {
  if (path === '/health' || path.startsWith('/health/')) return 'debug'
  return status >= 500 ? 'error' : 'info'
}

/** One line for each request: what was asked, what was answered, how long it took, in which flow. No query, no header, no body. */
export function requestLog(log: Logger): RequestHandler {
  const write = (request: Request, response: Response, asked: { path: string; at: number }) => {
    const { method } = request
    const { statusCode: status, writableFinished } = response
    const ms = Math.round((performance.now() - asked.at) * 10) / 10
    const ids = { request: newId().slice(0, requestIdLength), flow: flowOf(request).id }
    const trace = traceIdOf(request)
    const line = {
      ...ids,
      ...(trace !== undefined && { trace }),
      method,
      path: asked.path,
      status,
      ms,
      address: clientAddress(request),
      ...(!writableFinished && { aborted: true }),
    }
    log[levelOf(request.path, status)](line, 'request')
  }
  return (request, response, next) => {
    const asked = { path: request.path.slice(0, longestPath), at: performance.now() }
    response.on('close', () => flowOf(request).run(() => write(request, response, asked)))
    next()
  }
}
