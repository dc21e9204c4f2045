import { Injectable } from '@nestjs/common'
import type { Request, Response } from 'express'
import { enforces } from '#libs/checks/enforces'
import type { DpopProof } from '#libs/dpop-proof/dpop-proof'
import { verifyDpopProof } from '#libs/dpop-proof/verify-dpop-proof'
import { fapiAlgorithms } from '#libs/jwk/algorithms'
import { inSpan } from '#platform/tracing/span'
import { Events } from '#platform/events/events'
import { Clock } from '#platform/clock/clock'
import { DpopSettings } from '#platform/config/dpop-settings'
import { ServerSettings } from '#platform/config/server-settings'
import type { SingleUse } from '#records/replay/replay-marks'
import { DpopNonces } from './dpop-nonces'

enforces('RFC9449-8.2')

/** Reads and verifies the proof that comes with a request. Every answer to a proof offers the nonce for the next one. */
@Injectable()
export class Proofs {
  constructor(
    private readonly nonces: DpopNonces,
    private readonly clock: Clock,
    private readonly settings: DpopSettings,
    private readonly server: ServerSettings,
    private readonly events: Events,
  ) {}

  /**
   * The request's proof; undefined when it has none.
   *
   * @param accessToken the token that the proof must be made for, at a protected resource
   * @throws OAuthError invalid_dpop_proof, use_dpop_nonce
   */
  async read(request: Request, response: Response, accessToken?: string): Promise<DpopProof | undefined> {
    const proof = request.headers['dpop']
    if (proof === undefined) return undefined
    response.setHeader('DPoP-Nonce', this.nonces.issue())
    const rules: Parameters<typeof verifyDpopProof>[0] = {
      proof: String(proof),
      method: request.method,
      url: this.server.urlOf(request.path),
      now: this.clock.now(),
      maxAgeSeconds: this.settings.maxAgeSeconds,
      algorithms: fapiAlgorithms,
      accessToken,
      requireAth: accessToken !== undefined,
      hasFreshNonce: (nonce) => this.nonces.isFresh(nonce),
      nonceRequired: this.settings.nonce === 'required',
    }
    const verified = await inSpan('DPoP proof', () => verifyDpopProof(rules))
    this.events.note('proof.verified', {
      jkt: verified.jkt,
      ageSeconds: this.clock.now() - verified.issuedAt,
      nonce: verified.nonce !== undefined,
    })
    return verified
  }

  /** What a proof uses up. */
  useOf({ jkt, jti, endsAt }: DpopProof): SingleUse {
    return { purpose: 'dpop-proof', maker: jkt, id: jti, expiresAt: endsAt }
  }
}
