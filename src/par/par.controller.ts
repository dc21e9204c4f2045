import { Controller, HttpCode, HttpStatus, Post } from '@nestjs/common'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import type { DpopProof } from '#libs/dpop-proof/dpop-proof'
import type { FormParams } from '#libs/oauth-params/form-params'
import { BackchannelEndpoint } from '../backchannel/backchannel-endpoint'
import { AuthenticatedClient } from '../clients/backchannel-request'
import { Proof } from '../dpop/request-proof'
import { FormBody } from '../http/body/params'
import { CurrentFlow } from '../http/flow'
import type { Flow } from '../http/flow'
import { PushAuthorizationRequest } from './push-authorization-request'

/** The pushed authorization request endpoint (RFC 9126). */
@Controller('par')
@BackchannelEndpoint({ proof: 'optional' })
export class ParController {
  constructor(private readonly pushAuthorizationRequest: PushAuthorizationRequest) {}

  @Post()
  @HttpCode(HttpStatus.CREATED)
  push(
    @FormBody() form: FormParams,
    @AuthenticatedClient() client: RegisteredClient,
    @CurrentFlow() flow: Flow,
    @Proof() proof?: DpopProof,
  ) {
    return this.pushAuthorizationRequest.execute(form, client, flow, proof)
  }
}
