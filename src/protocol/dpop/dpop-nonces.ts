import { Injectable } from '@nestjs/common'
import { enforces } from '#libs/checks/enforces'
import { isFreshDpopNonce, issueDpopNonce } from '#libs/dpop-nonce/dpop-nonce'
import { Clock } from '#platform/clock/clock'
import { Secrets } from '#platform/secrets/secrets'

enforces('RFC9449-8', 'FAPI2-SP-FINAL-5.3.2.1-10')

/** Nonces for proofs (RFC 9449 §8): every node makes the same ones and knows the others'; none is stored. */
@Injectable()
export class DpopNonces {
  // It is the same for all who ask within a minute.
  #issued: { readonly minute: number; readonly nonce: string } | undefined

  constructor(
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  issue(): string {
    const now = this.clock.now()
    const minute = Math.floor(now / 60)
    if (this.#issued?.minute !== minute) this.#issued = { minute, nonce: issueDpopNonce(this.secrets.keyFor('dpop-nonce').key, now) }
    return this.#issued.nonce
  }

  isFresh(nonce: string): boolean {
    return this.secrets.keysFor('dpop-nonce').some(({ key }) => isFreshDpopNonce(key, nonce, this.clock.now()))
  }
}
