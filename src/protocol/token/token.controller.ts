import { Controller, HttpCode, HttpStatus, Post } from '@nestjs/common'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import type { DpopProof } from '#libs/dpop-proof/dpop-proof'
import type { FormParams } from '#libs/oauth-params/form-params'
import { longest } from '#libs/oauth-params/longest'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { excerpt } from '#libs/oauth-params/excerpt'
import { Events } from '#platform/events/events'
import { Voucher } from '#platform/events/voucher'
import { BackchannelEndpoint } from '#protocol/backchannel/backchannel-endpoint'
import { AuthenticatedClient } from '#records/clients/backchannel-request'
import { Proof } from '#protocol/dpop/request-proof'
import { FormBody } from '#platform/http/body/params'
import { CurrentFlow } from '#platform/http/flow'
import type { Flow } from '#platform/events/flow'
import { GrantRegistry } from './grant-registry'

/** The token endpoint (RFC 6749 §3.2). */
@Controller('token')
@BackchannelEndpoint({ proof: 'required' })
export class TokenController {
  constructor(
    private readonly grants: GrantRegistry,
    private readonly events: Events,
  ) {}

  @Post()
  @HttpCode(HttpStatus.OK)
  async token(
    @FormBody() params: FormParams,
    @AuthenticatedClient() client: RegisteredClient,
    @CurrentFlow() flow: Flow,
    @Proof() proof?: DpopProof,
  ) {
    try {
      return await this.grants.get(params.text('grant_type', longest.uri), client).handle({ params, client, flow, proof })
    } catch (error) {
      if (error instanceof OAuthError) await this.#tell(toRefused(error, params, client), client)
      throw error
    }
  }

  /** A public client is whoever sends its name: what is refused to it is not kept for good. */
  async #tell(refused: ReturnType<typeof toRefused>, { clientId, metadata }: RegisteredClient): Promise<void> {
    if (metadata.token_endpoint_auth_method === 'none') this.events.note('tokens.refused', refused)
    else await this.events.keep('tokens.refused', refused, Voucher.client(clientId))
  }
}

const toRefused = ({ code: error, refusal }: OAuthError, params: FormParams, { clientId }: RegisteredClient) => ({
  grantType: excerpt(params.start('grant_type', longest.choice), 60),
  clientId,
  error,
  check: refusal?.check,
})
