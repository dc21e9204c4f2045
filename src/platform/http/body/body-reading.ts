import type { Request, RequestHandler } from 'express'
import type { Presentations } from '../errors/presentations'
import { BodyBudget } from './body-budget'
import { formParser } from './body-parser'
import type { BodyParser } from './body-parser'
import { checkBodySize } from './check-body-size'
import { checkContentEncoding } from './check-content-encoding'
import { checkContentType } from './check-content-type'
import { checkNoQuery } from './check-no-query'
import { readBody } from './read-body'

const maxBytes = 65_536
const methodsWithBody: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH'])

// The first is the one that refusals name. Whoever takes JSON at some addresses adds a parser for them.
const parsers: readonly BodyParser[] = [formParser]

const isEmpty = ({ headers }: Request) => headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0

function parserFor(request: Request): BodyParser {
  const { headers, path } = request
  if (isEmpty(request) && headers['content-type'] === undefined) return formParser
  checkContentEncoding(headers['content-encoding'])
  checkBodySize(Number(headers['content-length'] ?? 0), maxBytes)
  return checkContentType(headers['content-type'], path, parsers)
}

/** Reads the bodies of requests that have one; a request that is aborted in the middle is dropped. */
export function bodyReading(presentations: Presentations): RequestHandler {
  const budget = new BodyBudget()
  return async (request, _response, next) => {
    if (!methodsWithBody.has(request.method)) return next()
    if (presentations.of(request.path) !== 'page') checkNoQuery(request.originalUrl)
    const parser = parserFor(request)
    const bytes = await readBody(request, maxBytes, budget)
    if (bytes === undefined) return undefined
    request.body = parser.parse(bytes)
    return next()
  }
}
