import type { RequestHandler, Response } from 'express'
import { enforces } from '#libs/checks/enforces'

enforces('RFC6749-5.1')

/** What HTTP/1.0 caches understand; what may be kept must not carry it. */
export const withoutPragma = (response: Response): Response => {
  if (response.getHeader('cache-control') !== 'no-store') response.removeHeader('pragma')
  return response
}

/**
 * Keeps every answer out of caches unless its handler sets a cache-control of its own.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.1
 */
export const noStore: RequestHandler = (_request, response, next) => {
  response.setHeader('cache-control', 'no-store')
  response.setHeader('pragma', 'no-cache')
  next()
}
