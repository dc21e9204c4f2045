import type { EpochSeconds } from '../time/epoch-seconds'

/** A verified proof: the sender of the request holds the key with this thumbprint. */
export interface DpopProof {
  /** The key's SHA-256 thumbprint (RFC 7638). */
  readonly jkt: string
  /** Good once: the caller records it until the proof ends. */
  readonly jti: string
  readonly issuedAt: EpochSeconds
  /** From then on it is refused for its age, or for that of its nonce. */
  readonly endsAt: EpochSeconds
  readonly nonce?: string
}
