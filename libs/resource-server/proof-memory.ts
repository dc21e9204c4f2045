import { defineRefusal } from '../checks/define-refusal'
import { temporarilyUnavailable } from '../oauth-errors/factories'
import type { EpochSeconds } from '../time/epoch-seconds'
import type { ProofUse } from './verify-dpop-request'

const retryAfterSeconds = 10

const memoryFull = defineRefusal({
  name: 'proof-memory-full',
  clauses: ['RFC9449-11.1'],
  hint: 'This API remembers as many proofs as it has room for: wait a moment, or give its memory more capacity.',
  refusal: () => temporarilyUnavailable('too many requests at once', retryAfterSeconds),
})

/**
 * The proofs that one process has seen, for an API that runs in one process; several share a database instead. It never forgets a proof
 * that is still good: when it is full of them, requests are refused rather than proofs let through twice.
 */
export class ProofMemory {
  readonly #until = new Map<string, EpochSeconds>()

  constructor(private readonly capacity = 100_000) {}

  /**
   * Whether this is the proof's first use.
   *
   * @throws OAuthError temporarily_unavailable where there is no room
   */
  use({ jkt, jti, until }: ProofUse, now: EpochSeconds): boolean {
    const name = `${jkt}.${jti}`
    if ((this.#until.get(name) ?? 0) > now) return false
    if (this.#until.size >= this.capacity) this.#sweep(now)
    this.#until.delete(name)
    this.#until.set(name, until)
    return true
  }

  #sweep(now: EpochSeconds): void {
    for (const [name, until] of this.#until) if (until <= now) this.#until.delete(name)
    if (this.#until.size >= this.capacity) throw memoryFull()
  }
}
