import type { OAuthError } from '#libs/oauth-errors/oauth-error'

export interface ErrorBody {
  readonly error: string
  readonly error_description: string
  /** In development: the page that explains the refusal. */
  readonly error_uri?: string
}

/** @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
export const toErrorBody = (error: OAuthError, explanation: string | undefined): ErrorBody => ({
  error: error.code,
  error_description: error.description,
  ...(explanation !== undefined && { error_uri: explanation }),
})
