import type { Response } from 'express'
import type { OAuthError } from '#libs/oauth-errors/oauth-error'

/** A refusal that knows by itself how it is answered, as a redirect back to the client does; the filter logs it and lets it answer. */
export abstract class PresentedRefusal extends Error {
  constructor(readonly refusal: OAuthError) {
    super(refusal.message, { cause: refusal })
  }

  abstract present(response: Response): void | Promise<void>
}
