import { Injectable } from '@nestjs/common'
import { invalidClient } from '#libs/oauth-errors/factories'
import { defineCheck } from '#libs/checks/define-check'
import type { SingleUse } from '#records/replay/replay-marks'
import type { KnownClient } from '../clients.repository'
import { AuthenticatesClient } from './client-authentication-method'
import type { ClientAuthenticationMethod } from './client-authentication-method'
import type { ClientCredentials } from './client-credentials'

const checkPublicClient = defineCheck({
  name: 'public-client',
  clauses: ['RFC6749-3.2.1', 'SEC-154'],
  hint: 'Only a client registered with token_endpoint_auth_method none may name itself without proof; PKCE proves its codes.',
  check(known: KnownClient | undefined) {
    if (!known?.client.isPublic)
      throw invalidClient(known ? 'the client sent no proof of itself' : 'no such client is registered, or it is disabled')
  },
})

/** No authentication: a public client names itself. */
@Injectable()
@AuthenticatesClient('none')
export class PublicClient implements ClientAuthenticationMethod {
  async authenticate(_credentials: ClientCredentials, known: KnownClient | undefined): Promise<readonly SingleUse[]> {
    checkPublicClient(known)
    return []
  }
}
