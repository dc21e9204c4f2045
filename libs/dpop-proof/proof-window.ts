import type { EpochSeconds } from '../time/epoch-seconds'
import type { DpopProof } from './dpop-proof'

export interface DatedProof {
  readonly iat: EpochSeconds
  readonly nonce?: string | undefined
}

const nonceWindowSeconds = 300

/** How old a proof may be: a fresh nonce dates it already, so that the clock may be further off. */
export const pastSecondsOf = ({ nonce }: { readonly nonce?: string | undefined }, maxAgeSeconds: number): number =>
  nonce === undefined ? maxAgeSeconds : Math.max(maxAgeSeconds, nonceWindowSeconds)

/**
 * From when on a proof is refused for its age alone: the mark that keeps it from being used twice must live until then.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9449#section-11.1
 */
export const replayMarkEnd = (proof: DpopProof, maxAgeSeconds: number): EpochSeconds =>
  proof.issuedAt + pastSecondsOf(proof, maxAgeSeconds) + 1
