import { Controller, HttpCode, HttpStatus, Post } from '@nestjs/common'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import type { FormParams } from '#libs/oauth-params/form-params'
import { BackchannelEndpoint } from '#protocol/backchannel/backchannel-endpoint'
import { AuthenticatedClient } from '#records/clients/backchannel-request'
import { FormBody } from '#platform/http/body/params'
import { CurrentFlow } from '#platform/http/flow'
import type { Flow } from '#platform/events/flow'
import { checkTokenParam } from '#protocol/token/presented-token-param'
import { RevokeToken } from './revoke-token'

/** The revocation endpoint (RFC 7009). */
@Controller('revoke')
@BackchannelEndpoint({ proof: 'ignored' })
export class RevocationController {
  constructor(private readonly revokeToken: RevokeToken) {}

  @Post()
  @HttpCode(HttpStatus.OK)
  revoke(@FormBody() params: FormParams, @AuthenticatedClient() client: RegisteredClient, @CurrentFlow() flow: Flow): Promise<void> {
    return this.revokeToken.execute(checkTokenParam(params), client, flow)
  }
}
