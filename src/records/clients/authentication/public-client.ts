import { Injectable } from '@nestjs/common'
import type { ClientAuthMethod } from '#libs/client-metadata/client-metadata'
import { words } from '#libs/oauth-params/excerpt'
import type { Excerpt } from '#libs/oauth-params/excerpt'
import { invalidClient } from '#libs/oauth-errors/factories'
import { defineCheck } from '#libs/checks/define-check'
import type { KnownClient } from '../clients.repository'
import { AuthenticatesClient } from './client-authentication-method'
import type { ClientAuthenticationMethod, ClientProof } from './client-authentication-method'
import type { UnprovenCredentials } from './client-credentials'

const proofs: Readonly<Record<ClientAuthMethod, Excerpt>> = {
  private_key_jwt: words`private_key_jwt (client_assertion and client_assertion_type)`,
  client_secret_basic: words`client_secret_basic (an Authorization header)`,
  client_secret_post: words`client_secret_post (client_secret in the form)`,
  none: words`none`,
}

const noProof = ['the client sent no proof of itself', words`nothing`] as const
const emptySecret = ['the client sent an empty secret', words`a Basic header with an empty secret`] as const

const checkPublicClient = defineCheck({
  name: 'public-client',
  clauses: ['RFC6749-3.2.1', 'SEC-154'],
  hint: 'Authenticate the client by its token_endpoint_auth_method: what is expected says which parameters to send. Only a client that is registered with none sends its client_id alone.',
  check({ hasEmptySecret }: UnprovenCredentials, known: KnownClient | undefined) {
    if (known?.client.isPublic) return
    if (!known) throw invalidClient('no such client is registered, or it is disabled')
    const { token_endpoint_auth_method: method } = known.client.metadata
    const [reason, received] = hasEmptySecret ? emptySecret : noProof
    throw invalidClient(reason, { expected: proofs[method], received })
  },
})

/** No authentication: a public client names itself. */
@Injectable()
@AuthenticatesClient('none')
export class PublicClient implements ClientAuthenticationMethod {
  async authenticate(credentials: UnprovenCredentials, known: KnownClient | undefined): Promise<ClientProof> {
    checkPublicClient(credentials, known)
    return { uses: [] }
  }
}
