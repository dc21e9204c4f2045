import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { NestApplicationOptions } from '@nestjs/common'
import type { Application, Response } from 'express'
import express from 'express'
import { ExpressAdapter } from '@nestjs/platform-express'
import { checkExpress } from './express-internals'
import { expressExchange } from './express-exchange'
import { withoutPragma } from './no-store'
import { writeText } from './write-text'

/** Exact paths: /Token and /token/ are not /token. */
function makeExpress(): express.Express {
  const app = express()
  app.enable('strict routing').enable('case sensitive routing')
  return app.disable('x-powered-by').set('etag', false).set('query parser', false)
}

const isJson = (body: unknown): body is object =>
  typeof body === 'object' && body !== null && (Array.isArray(body) || Object.getPrototypeOf(body) === Object.prototype)

/**
 * Express with what this server does not need left out: Nest's handlers answer JSON, or text whose type they have named, and neither needs
 * what Express does beside writing it (ETag, freshness, charsets).
 */
export class LeanExpress extends ExpressAdapter {
  constructor() {
    checkExpress()
    super(makeExpress())
  }

  override initHttpServer({ httpsOptions }: NestApplicationOptions): void {
    const app: Application = this.getInstance()
    const exchange = expressExchange(app)
    this.httpServer = httpsOptions ? createTlsServer({ ...httpsOptions, ...exchange }, app) : createServer(exchange, app)
  }

  override reply(response: Response, body: unknown, status?: number): unknown {
    withoutPragma(response)
    const isText = typeof body === 'string' && response.hasHeader('content-type')
    if (!isText && !isJson(body)) return super.reply(response, body, status) as unknown
    if (status !== undefined) response.statusCode = status
    if (!response.hasHeader('content-type')) response.setHeader('content-type', 'application/json; charset=utf-8')
    return writeText(response, isText ? body : JSON.stringify(body))
  }
}
