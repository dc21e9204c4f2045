import { enforces } from '../checks/enforces'
import { invalidRequest } from '../oauth-errors/factories'
import { words } from '../oauth-params/excerpt'

enforces('RFC6750-2.1', 'RFC9449-7.1')

/** An access token as the Authorization header presents it. */
export interface PresentedAccessToken {
  readonly scheme: 'dpop' | 'bearer'
  readonly value: string
}

const headerSyntax = /^(dpop|bearer) ([A-Za-z0-9\-._~+/]+=*)$/i

/**
 * The access token in an Authorization header; undefined where there is no such header.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-2.1
 * @throws OAuthError invalid_request
 */
export function parseAuthorization(authorization: string | undefined): PresentedAccessToken | undefined {
  if (authorization === undefined) return undefined
  const [, scheme, value] = headerSyntax.exec(authorization) ?? []
  if (scheme === undefined || value === undefined)
    throw invalidRequest('the Authorization header is malformed', { expected: words`DPoP <token> or Bearer <token>` })
  return { scheme: scheme.toLowerCase() as PresentedAccessToken['scheme'], value }
}
