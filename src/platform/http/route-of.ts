import type { Request } from 'express'

/** The address that a request was for, as its handler declares it, below the issuer's path; what nobody answers is only so called. */
export function routeOf(request: Request): string {
  const pattern: unknown = request.route?.path
  return typeof pattern === 'string' ? pattern : 'unknown'
}
