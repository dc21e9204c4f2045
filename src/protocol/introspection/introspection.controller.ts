import { Controller, HttpCode, HttpStatus, Post } from '@nestjs/common'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import type { FormParams } from '#libs/oauth-params/form-params'
import { BackchannelEndpoint } from '#protocol/backchannel/backchannel-endpoint'
import { AuthenticatedClient } from '#records/clients/backchannel-request'
import { FormBody } from '#platform/http/body/params'
import { CurrentFlow } from '#platform/http/flow'
import type { Flow } from '#platform/events/flow'
import { checkTokenParam } from '#protocol/token/presented-token-param'
import { IntrospectToken } from './introspect-token'

/** The introspection endpoint (RFC 7662). */
@Controller('introspect')
@BackchannelEndpoint({ proof: 'ignored' })
export class IntrospectionController {
  constructor(private readonly introspectToken: IntrospectToken) {}

  @Post()
  @HttpCode(HttpStatus.OK)
  introspect(@FormBody() params: FormParams, @AuthenticatedClient() client: RegisteredClient, @CurrentFlow() flow: Flow) {
    return this.introspectToken.execute(checkTokenParam(params), client, flow)
  }
}
