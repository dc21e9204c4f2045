import { defineCheck } from '../../checks/define-check'
import { invalidRequest } from '../../oauth-errors/factories'
import { excerpt, excerptWhole } from '../../oauth-params/excerpt'
import type { AuthorizationParams } from '../authorization-params'
import type { AuthorizationContext } from '../requirement'

/** A request speaks for one client: a client_id that stands in it is that of the client it is judged for. */
export const checkClientId = defineCheck({
  name: 'check-client-id',
  clauses: ['RFC6749-4.1.1', 'RFC9126-2.1'],
  hint: 'Send the client_id of the client that authenticates, or leave it out where the authentication names it.',
  check({ client_id: clientId }: AuthorizationParams, { client }: AuthorizationContext) {
    if (clientId === undefined || clientId === client.clientId) return
    throw invalidRequest('client_id is not that of the authenticated client', {
      expected: excerptWhole(client.clientId),
      received: excerpt(clientId),
    })
  },
})
