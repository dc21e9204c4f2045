import type { AuthorizationParams } from '#libs/authorization-request/authorization-params'
import { defineCheck } from '#libs/checks/define-check'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import { invalidRequest, invalidRequestUri } from '#libs/oauth-errors/factories'
import { excerpt, excerptWhole } from '#libs/oauth-params/excerpt'
import type { PushedRequest } from '#protocol/par/pushed-requests.repository'

export const checkKnownClient = defineCheck({
  name: 'known-client',
  clauses: ['RFC6749-4.1.2.1', 'SEC-152', 'SEC-189'],
  hint: 'Send the client_id of a registered client; a disabled one is not known any more.',
  check(clientId: string | undefined, client: RegisteredClient | undefined): RegisteredClient {
    if (clientId === undefined) throw invalidRequest('client_id is required')
    if (!client) throw invalidRequest('the client is not known here', { received: excerpt(clientId) })
    return client
  },
})

/** A reference to a pushed request is good for its client, for a short time, and until a login with it is complete. */
export const checkRequestUri = defineCheck({
  name: 'request-uri',
  clauses: ['RFC9126-2.2', 'RFC9126-4', 'FAPI2-SP-FINAL-5.3.2.2-12', 'RFC9126-7.5', 'SEC-43', 'SEC-65', 'SEC-165', 'SEC-166', 'SEC-167'],
  hint: 'Push a new authorization request and open the request_uri within expires_in seconds, with the client_id that pushed it, once.',
  check(pushed: PushedRequest | undefined, client: RegisteredClient): PushedRequest {
    if (!pushed) throw invalidRequestUri('request_uri is not valid any more', { reason: 'unknown, expired or used up' })
    if (pushed.clientId !== client.clientId)
      throw invalidRequestUri('request_uri is not valid any more', {
        reason: 'another client pushed it',
        expected: excerptWhole(pushed.clientId),
        received: excerptWhole(client.clientId),
      })
    return pushed
  },
})

/** The answer is about the person that the client names, by whichever way it names one. */
export const checkSubjectsAgree = defineCheck({
  name: 'subjects-agree',
  clauses: ['OIDCC-3.1.2.2', 'OIDCC-5.5.1'],
  hint: 'Name one person only: by id_token_hint, or by the sub claim of the claims parameter.',
  check(hinted: string, requested: readonly string[] | undefined): readonly string[] {
    if (requested !== undefined && !requested.includes(hinted))
      throw invalidRequest('id_token_hint and the sub claim name different persons')
    return [hinted]
  },
})

export const checkOneWay = defineCheck({
  name: 'request-one-way',
  clauses: ['RFC9101-5', 'SEC-179'],
  hint: 'Send either request or request_uri.',
  check({ request, request_uri: requestUri }: AuthorizationParams) {
    if (request !== undefined && requestUri !== undefined) throw invalidRequest('request and request_uri came together')
  },
})
