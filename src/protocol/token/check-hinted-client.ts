import { defineCheck } from '#libs/checks/define-check'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import { invalidRequest } from '#libs/oauth-errors/factories'
import { excerptWhole } from '#libs/oauth-params/excerpt'

/** A hint is for the client that the ID token was issued to. */
export const checkHintedClient = defineCheck({
  name: 'hinted-client',
  clauses: ['OIDCC-3.1.2.1', 'SEC-210'],
  hint: 'Send an ID token that was issued to this very client.',
  check(hintedClientId: string, client: RegisteredClient) {
    if (hintedClientId !== client.clientId)
      throw invalidRequest('id_token_hint was issued to another client', {
        expected: excerptWhole(client.clientId),
        received: excerptWhole(hintedClientId),
      })
  },
})
