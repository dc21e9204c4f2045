import type { OAuthError } from '#libs/oauth-errors/oauth-error'
import { schemeOf } from '#libs/resource-server/resource-challenges'
import { enforces } from '#libs/checks/enforces'

enforces('OIDCC-5.3.3')

/** What the challenges of this server say that they protect. */
export const realm = 'aldgate'

/**
 * The challenge for a client whose HTTP Basic credentials failed; none for one that did not try Basic.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2
 */
export function toClientChallenge(error: OAuthError, authorization: string | undefined): string | undefined {
  return error.status === 401 && schemeOf(authorization) === 'basic' ? `Basic realm="${realm}", charset="UTF-8"` : undefined
}
