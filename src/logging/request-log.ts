import type { Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { flowOf } from '../http/flow'

/** Health checks come every few seconds: they are told at debug level. */
const levelOf = (path: string, status: number) => {
  if (status >= 500) return 'error'
  return path.startsWith('/health') ? 'debug' : 'info'
}

/** One line for each request: what was asked, what was answered, how long it took, in which flow. No query, no header, no body. */
export function requestLog(log: Logger): RequestHandler {
  const write = (request: Request, response: Response, path: string, startedAt: number) => {
    const { method, ip } = request
    const milliseconds = Math.round((performance.now() - startedAt) * 10) / 10
    const line = { flow: flowOf(request).id, method, path, status: response.statusCode, ms: milliseconds, address: ip }
    log[levelOf(path, response.statusCode)]({ ...line, ...(!response.writableFinished && { aborted: true }) }, 'request')
  }
  return (request, response, next) => {
    const startedAt = performance.now()
    const path = request.path.slice(0, 200)
    response.once('close', () => write(request, response, path, startedAt))
    next()
  }
}
