import { Injectable } from '@nestjs/common'
import { defineCheck } from '#libs/checks/define-check'
import { invalidClient, invalidDpopProof } from '#libs/oauth-errors/factories'
import { ReplayMarks } from '#records/replay/replay-marks'
import type { SingleUse, Spent } from '#records/replay/replay-marks'

const checkAssertionReplay = defineCheck({
  name: 'assertion-replay',
  clauses: ['RFC7523-3-7', 'OIDCC-9', 'SEC-140'],
  hint: 'Make a new client assertion, with a new jti, for every request.',
  check(replayed: readonly SingleUse[]) {
    if (replayed.some(({ purpose }) => purpose === 'client-assertion')) throw invalidClient('the jti of the assertion was used before')
  },
})

const checkProofReplay = defineCheck({
  name: 'proof-replay',
  clauses: ['RFC9449-4.3-11', 'RFC9449-11.1', 'SEC-101'],
  hint: 'Make a new DPoP proof, with a new jti, for every request.',
  check(replayed: readonly SingleUse[]) {
    if (replayed.some(({ purpose }) => purpose === 'dpop-proof')) throw invalidDpopProof('jti of the proof was used before')
  },
})

/**
 * Uses up what may be used once, for all nodes at once. The answer must not leave before what this returns is kept.
 *
 * @throws OAuthError invalid_client, invalid_dpop_proof: somebody used it before
 */
@Injectable()
export class SpendSingleUses {
  constructor(private readonly replayMarks: ReplayMarks) {}

  async execute(uses: readonly SingleUse[], onAssertionReplay?: () => Promise<void>): Promise<Pick<Spent, 'kept'>> {
    const { replayed, kept } = await this.replayMarks.spend(uses)
    if (replayed.some(({ purpose }) => purpose === 'client-assertion')) await onAssertionReplay?.()
    checkAssertionReplay(replayed)
    checkProofReplay(replayed)
    return { kept }
  }
}
