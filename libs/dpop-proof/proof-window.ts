import { freshForSeconds } from '../dpop-nonce/dpop-nonce'
import type { EpochSeconds } from '../time/epoch-seconds'

/** A proof as its age is judged. */
export interface DatedProof {
  readonly iat: EpochSeconds
  /** Judged before: one that is here is fresh. */
  readonly nonce?: string | undefined
}

/**
 * Until when a proof that was accepted now could be accepted again: the mark that keeps it from being used twice must live as long. By iat
 * for a proof without a nonce; one with a nonce is good while its nonce is fresh, whatever its iat says.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9449#section-11.1
 */
export const endOfProof = ({ iat, nonce }: DatedProof, now: EpochSeconds, maxAgeSeconds: number): EpochSeconds =>
  nonce === undefined ? iat + maxAgeSeconds + 1 : now + freshForSeconds
