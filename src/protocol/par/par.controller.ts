import { Controller, HttpCode, HttpStatus, Post, Req } from '@nestjs/common'
import type { Request } from 'express'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import type { DpopProof } from '#libs/dpop-proof/dpop-proof'
import { BackchannelEndpoint } from '#protocol/backchannel/backchannel-endpoint'
import { AuthenticatedClient } from '#records/clients/backchannel-request'
import { Proof } from '#protocol/dpop/request-proof'
import { clientRateKeys } from '#platform/http/address'
import { formOf } from '#platform/http/body/params'
import { CurrentFlow } from '#platform/http/flow'
import type { Flow } from '#platform/events/flow'
import { PushAuthorizationRequest } from './push-authorization-request'
import type { PushedAuthorizationResponse } from './push-authorization-request'

/** The pushed authorization request endpoint (RFC 9126). */
@Controller('par')
@BackchannelEndpoint({ proof: 'optional' })
export class ParController {
  constructor(private readonly pushAuthorizationRequest: PushAuthorizationRequest) {}

  @Post()
  @HttpCode(HttpStatus.CREATED)
  push(
    @Req() request: Request,
    @AuthenticatedClient() client: RegisteredClient,
    @CurrentFlow() flow: Flow,
    @Proof() proof?: DpopProof,
  ): Promise<PushedAuthorizationResponse> {
    return this.pushAuthorizationRequest.execute(formOf(request), { client, networks: clientRateKeys(request) }, flow, proof)
  }
}
