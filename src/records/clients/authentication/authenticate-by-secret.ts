import { Injectable } from '@nestjs/common'
import { invalidClient } from '#libs/oauth-errors/factories'
import { defineCheck } from '#libs/checks/define-check'
import type { SingleUse } from '#records/replay/replay-marks'
import { ClientSecrets } from '../client-secrets'
import { Clients } from '../clients.repository'
import type { KnownClient } from '../clients.repository'
import type { ClientAuthenticationMethod } from './client-authentication-method'
import type { ClientCredentials } from './client-credentials'

const checkClientSecret = defineCheck({
  name: 'client-secret',
  clauses: ['RFC6749-2.3.1', 'SEC-150', 'SEC-153'],
  hint: 'Send the client_secret that the client is registered with.',
  check(secrets: ClientSecrets, clientId: string, secret: string, known: KnownClient | undefined) {
    if (!secrets.matches(clientId, secret, known?.secretHash))
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

  async authenticate(credentials: ClientCredentials, known: KnownClient | undefined): Promise<readonly SingleUse[]> {
    const secret = 'secret' in credentials ? credentials.secret : ''
    checkClientSecret(this.clientSecrets, credentials.clientId, secret, known)
    await this.#renewHash(credentials.clientId, secret, known?.secretHash ?? '')
    return []
  }

  /** A secret that is shown right is kept under the key that makes what is new, so that the old key can go. */
  async #renewHash(clientId: string, secret: string, stored: string): Promise<void> {
    if (this.clientSecrets.isOutdated(stored))
      await this.clients.renewSecretHash(clientId, stored, this.clientSecrets.hash(clientId, secret))
  }
}
