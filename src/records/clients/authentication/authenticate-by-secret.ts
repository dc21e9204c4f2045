import { Injectable } from '@nestjs/common'
import { invalidClient } from '#libs/oauth-errors/factories'
import { excerptWhole, words } from '#libs/oauth-params/excerpt'
import { defineCheck } from '#libs/checks/define-check'
import { ClientSecrets } from '../client-secrets'
import type { MatchedSecret } from '../client-secrets'
import { Clients } from '../clients.repository'
import type { KnownClient } from '../clients.repository'
import type { ClientAuthenticationMethod, ClientProof } from './client-authentication-method'
import type { ClientCredentials } from './client-credentials'

const secretMethods: ReadonlySet<string> = new Set(['client_secret_basic', 'client_secret_post'])

const checkClientSecret = defineCheck({
  name: 'client-secret',
  clauses: ['RFC6749-2.3.1', 'SEC-150', 'SEC-153'],
  hint: 'Send the client_secret that the client is registered with, by its token_endpoint_auth_method. In a Basic header, percent-encode it first (RFC 6749 section 2.3.1).',
  check(secrets: ClientSecrets, clientId: string, offered: readonly string[], known: KnownClient | undefined): MatchedSecret {
    const right = secrets.findMatch(clientId, offered, known?.secretHashes)
    if (right !== undefined) return right
    const method = known?.client.metadata.token_endpoint_auth_method ?? 'none'
    if (known && !secretMethods.has(method))
      throw invalidClient('the client has no secret', { expected: excerptWhole(method), received: words`a client secret` })
    throw invalidClient(known ? 'the client secret differs' : 'no such client is registered, or it is disabled')
  },
})

/** Authentication by a shared secret, however it travels. */
@Injectable()
export class AuthenticateBySecret implements ClientAuthenticationMethod {
  constructor(
    private readonly clientSecrets: ClientSecrets,
    private readonly clients: Clients,
  ) {}

  async authenticate(credentials: ClientCredentials, known: KnownClient | undefined): Promise<ClientProof> {
    const offered = 'secrets' in credentials ? credentials.secrets : ['']
    const matched = checkClientSecret(this.clientSecrets, credentials.clientId, offered, known)
    await this.#renewHash(credentials.clientId, matched)
    return { uses: [], ...(known?.secretHashes.length === 2 && { secret: matched.place }) }
  }

  /** A secret that is shown right is kept under the key that makes what is new, so that the old key can go. */
  async #renewHash(clientId: string, { secret, hash }: MatchedSecret): Promise<void> {
    if (this.clientSecrets.isOutdated(hash)) await this.clients.renewSecretHash(clientId, hash, this.clientSecrets.hash(clientId, secret))
  }
}
