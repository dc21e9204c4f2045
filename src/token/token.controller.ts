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
import { GrantRegistry } from './grant-registry'

/** The token endpoint (RFC 6749 §3.2). */
@Controller('token')
@BackchannelEndpoint({ proof: 'required' })
export class TokenController {
  constructor(private readonly grants: GrantRegistry) {}

  @Post()
  @HttpCode(HttpStatus.OK)
  token(
    @FormBody() params: FormParams,
    @AuthenticatedClient() client: RegisteredClient,
    @CurrentFlow() flow: Flow,
    @Proof() proof?: DpopProof,
  ) {
    return this.grants.get(params.get('grant_type'), client).handle({ params, client, flow, proof })
  }
}
