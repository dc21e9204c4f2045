import type { EpochSeconds } from '../time/epoch-seconds'

/** A verified proof: whoever sent the request holds the key with this thumbprint. */
export interface DpopProof {
  /** The key's SHA-256 thumbprint (RFC 7638). */
  readonly jkt: string
  /** Good once: the caller records it until replayMarkEnd. */
  readonly jti: string
  readonly issuedAt: EpochSeconds
  readonly nonce?: string
}
