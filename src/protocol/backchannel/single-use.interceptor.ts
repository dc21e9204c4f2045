import { Injectable } from '@nestjs/common'
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common'
import type { Request } from 'express'
import { mergeMap } from 'rxjs'
import type { Observable } from 'rxjs'
import { AuthenticateClient } from '#records/clients/authentication/authenticate-client'
import { backchannelOf } from '#records/clients/backchannel-request'
import { clientRateKey, clientRateKeys } from '#platform/http/address'
import { SpendSingleUses } from './spend-single-uses'

/**
 * Uses up the assertion and the proof of a request, together in one statement, once both have held: a request that only lacked a fresh
 * nonce has burnt nothing. The answer leaves when their marks are kept; a refusal does not wait.
 */
@Injectable()
export class SingleUseInterceptor implements NestInterceptor {
  constructor(
    private readonly spendSingleUses: SpendSingleUses,
    private readonly authenticateClient: AuthenticateClient,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<Request>()
    const { client, uses } = backchannelOf(request)
    const { kept } = await this.spendSingleUses.execute(uses, async () => {
      if (client) await this.authenticateClient.countFailure(client.clientId, clientRateKey(request), clientRateKeys(request))
    })
    const answerOnce = async (answer: unknown) => {
      await kept
      return answer
    }
    return next.handle().pipe(mergeMap(answerOnce))
  }
}
