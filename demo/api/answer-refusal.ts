import type { ErrorRequestHandler, Request } from 'express'
import { invalidRequest, serverError } from '#libs/oauth-errors/factories'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { toResourceChallenges, toResourceStatus } from '#libs/resource-server/resource-challenges'

const realm = 'demo-api'

// What body-parser throws carries a status of its own.
function toOAuthError(error: unknown): OAuthError {
  if (error instanceof OAuthError) return error
  const status = (error as { status?: unknown } | undefined)?.status
  return status === 400 || status === 413 ? invalidRequest('the body is not JSON of at most 10 kB') : serverError('the API failed')
}

// RFC 6750 §3.1: whoever brought no token hears which schemes there are, and nothing more.
const broughtNothing = (error: OAuthError, request: Request) =>
  error.code === 'invalid_token' && request.headers.authorization === undefined

/**
 * Answers what was thrown, as RFC 6750 and RFC 9449 say. Because it is a demo, the body also tells which check refused, by which
 * clauses, and what to do; other APIs keep that for their own log.
 */
export const answerRefusal: ErrorRequestHandler = (thrown: unknown, request, response, next) => {
  if (response.headersSent) return next(thrown)
  const error = toOAuthError(thrown)
  const { authorization } = request.headers
  response.status(toResourceStatus(error)).set(error.headers)
  const challenges = toResourceChallenges(error, { authorization, realm })
  if (challenges.length > 0) response.setHeader('WWW-Authenticate', challenges)
  if (broughtNothing(error, request)) return response.end()
  const refusedBy = error.refusal && { refused_by: error.refusal }
  return response.json({ error: error.code, error_description: error.description, ...refusedBy })
}
