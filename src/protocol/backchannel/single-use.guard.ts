import { Injectable } from '@nestjs/common'
import type { CanActivate, ExecutionContext } from '@nestjs/common'
import type { Request } from 'express'
import { AuthenticateClient } from '#records/clients/authentication/authenticate-client'
import { backchannelOf } from '#records/clients/backchannel-request'
import { clientRateKey } from '#platform/http/address'
import { answerAfter } from '#platform/http/answer-after'
import { SpendSingleUses } from './spend-single-uses'

/**
 * Uses up the assertion and the proof of a request, together in one statement, once both have held: a request that only lacked a fresh
 * nonce has burnt nothing.
 */
@Injectable()
export class SingleUseGuard implements CanActivate {
  constructor(
    private readonly spendSingleUses: SpendSingleUses,
    private readonly authenticateClient: AuthenticateClient,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>()
    const { client, uses } = backchannelOf(request)
    await this.spendSingleUses.execute(uses, {
      onAssertionReplay: async () => client && this.authenticateClient.countFailure(client.clientId, clientRateKey(request)),
      answerAfter: (kept) => answerAfter(request, kept),
    })
    return true
  }
}
