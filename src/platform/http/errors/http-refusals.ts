import { STATUS_CODES } from 'node:http'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import type { Evidence } from '#libs/oauth-errors/oauth-error'
import { excerptWhole } from '#libs/oauth-params/excerpt'
import type { Excerpt } from '#libs/oauth-params/excerpt'

const codes: Readonly<Record<number, string>> = {
  401: 'access_denied',
  403: 'access_denied',
  404: 'not_found',
  429: 'temporarily_unavailable',
  503: 'temporarily_unavailable',
}

const codeOf = (status: number) => codes[status] ?? (status < 500 ? 'invalid_request' : 'server_error')

/** A refusal by HTTP's own rules, in the words of OAuth; what the request held is not repeated. */
export function httpRefusal(
  status: number,
  description?: string,
  headers: Readonly<Record<string, string>> = {},
  evidence: Evidence = {},
): OAuthError {
  return new OAuthError({
    code: codeOf(status),
    status,
    description: description ?? STATUS_CODES[status]?.toLowerCase() ?? 'refused',
    headers,
    evidence,
  })
}

export const notFound = (evidence: Evidence = {}) => httpRefusal(404, 'there is nothing at this address', {}, evidence)

export const methodNotAllowed = (allowed: readonly string[], method: Excerpt) => {
  const allow = allowed.join(', ')
  return httpRefusal(405, `this address answers ${allow}`, { allow }, { expected: excerptWhole(allow), received: method })
}

export const payloadTooLarge = (maxBytes: number) => httpRefusal(413, `the request's body is larger than ${maxBytes} bytes`)

export const unsupportedMediaType = (description: string, evidence: Evidence) => httpRefusal(415, description, {}, evidence)
