import { Injectable } from '@nestjs/common'
import { invalidClient } from '#libs/oauth-errors/factories'
import { defineCheck } from '#libs/checks/define-check'
import type { SingleUse } from '../../replay/replay-marks'
import { ClientSecrets } from '../client-secrets'
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
  constructor(private readonly clientSecrets: ClientSecrets) {}

  async authenticate(credentials: ClientCredentials, known: KnownClient | undefined): Promise<readonly SingleUse[]> {
    const secret = 'secret' in credentials ? credentials.secret : ''
    checkClientSecret(this.clientSecrets, credentials.clientId, secret, known)
    return []
  }
}
