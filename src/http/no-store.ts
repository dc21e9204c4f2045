import type { RequestHandler } from 'express'
import { enforces } from '#libs/checks/enforces'

enforces('RFC6749-5.1')

/**
 * Keeps every answer out of caches unless its handler sets a cache-control of its own.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.1
 */
export const noStore: RequestHandler = (_request, response, next) => {
  response.setHeader('cache-control', 'no-store')
  response.setHeader('pragma', 'no-cache')
  const writeHead = response.writeHead.bind(response)
  const withoutPragma = (...args: readonly unknown[]) => {
    if (response.getHeader('cache-control') !== 'no-store') response.removeHeader('pragma')
    return Reflect.apply(writeHead, response, args) as unknown
  }
  Object.assign(response, { writeHead: withoutPragma })
  next()
}
