import { Injectable } from '@nestjs/common'
import type { Request, Response } from 'express'
import { enforces } from '#libs/checks/enforces'
import { checkTokenBinding } from '#libs/resource-server/check-token-binding'
import { Events } from '#platform/events/events'
import { SpendSingleUses } from '#protocol/backchannel/spend-single-uses'
import { Proofs } from '#protocol/dpop/proofs'
import { authorizationOf } from '#platform/http/authorization-header'
import { formOf, queryOf } from '#platform/http/body/params'
import { flowOf } from '#platform/http/flow'
import { AccessTokens } from '#protocol/token/access-tokens'
import type { LiveAccessToken } from '#protocol/token/access-tokens'
import { checkPresentedToken } from './check-presented-token'
import { checkClientLives, checkTokenInBody } from './token-checks'

enforces('RFC9449-7.1', 'FAPI2-SP-FINAL-5.3.4-3')

/** What a request is let in with. The answer must not leave before `kept`: the proof is used up then. */
export interface AuthorizedRequest extends LiveAccessToken {
  readonly kept: Promise<unknown>
}

/**
 * Lets a request to a protected resource of this server in: a live token, in the hands of whoever it was issued to.
 *
 * @see https://openid.net/specs/fapi-security-profile-2_0-final.html — §5.3.4
 * @throws OAuthError invalid_request, invalid_token, invalid_dpop_proof, use_dpop_nonce
 */
@Injectable()
export class AuthorizeResourceRequest {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly proofs: Proofs,
    private readonly spendSingleUses: SpendSingleUses,
    private readonly events: Events,
  ) {}

  async execute(request: Request, response: Response): Promise<AuthorizedRequest> {
    const presented = checkPresentedToken(authorizationOf(request), queryOf(request), formOf(request))
    const proof = presented.scheme === 'dpop' ? await this.proofs.read(request, response, presented.value) : undefined
    const live = await this.accessTokens.get(presented.value)
    if (live.grant) flowOf(request).adopt(live.grant.flowId)
    checkTokenInBody(presented, request.method, checkClientLives(live.client))
    checkTokenBinding(live.token, presented, proof)
    const { kept } = await this.spendSingleUses.execute(proof ? [this.proofs.useOf(proof)] : [])
    const { clientId, sub, jti, jkt } = live.token
    this.events.note('token.verified', { clientId, sub, jti, jkt })
    return { ...live, kept }
  }
}
