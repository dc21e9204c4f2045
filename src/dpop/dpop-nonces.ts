import { Injectable } from '@nestjs/common'
import { isFreshDpopNonce, issueDpopNonce } from '#libs/dpop-nonce/dpop-nonce'
import { Clock } from '../clock/clock'
import { Secrets } from '../secrets/secrets'

/** Nonces for proofs (RFC 9449 §8): every node makes the same ones and knows the others'; none is stored. */
@Injectable()
export class DpopNonces {
  constructor(
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  issue(): string {
    return issueDpopNonce(this.secrets.keyFor('dpop-nonce').key, this.clock.now())
  }

  isFresh(nonce: string): boolean {
    return this.secrets.keysFor('dpop-nonce').some(({ key }) => isFreshDpopNonce(key, nonce, this.clock.now()))
  }
}
