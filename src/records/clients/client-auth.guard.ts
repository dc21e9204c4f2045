import { Injectable } from '@nestjs/common'
import type { CanActivate, ExecutionContext } from '@nestjs/common'
import type { Request } from 'express'
import { enforces } from '#libs/checks/enforces'
import { checkNoRepeats } from '#libs/oauth-params/check-no-repeats'
import { inSpan } from '#platform/tracing/span'
import { Events } from '#platform/events/events'
import { clientRateKey, clientRateKeys } from '#platform/http/address'
import { authorizationOf } from '#platform/http/authorization-header'
import { formOf } from '#platform/http/body/params'
import { AuthenticateClient } from './authentication/authenticate-client'
import { backchannelOf } from './backchannel-request'

enforces('FAPI2-SP-FINAL-5.3.2.2-4', 'RFC9126-2', 'RFC7662-2.3')

/** Lets a request in once it is known which client it comes from. */
@Injectable()
export class ClientAuthGuard implements CanActivate {
  constructor(
    private readonly authenticateClient: AuthenticateClient,
    private readonly events: Events,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>()
    const params = formOf(request)
    checkNoRepeats(params, ['resource', 'audience'])
    const authorization = authorizationOf(request)
    const [address, networks] = [clientRateKey(request), clientRateKeys(request)]
    const asked = { authorization, params, address, networks, path: request.path }
    const { client, method, uses, secret } = await inSpan('client authentication', () => this.authenticateClient.execute(asked))
    const state = backchannelOf(request)
    state.client = client
    this.events.note('client.authenticated', { clientId: client.clientId, method, ...(secret !== undefined && { secret }) })
    state.uses.push(...uses)
    return true
  }
}
