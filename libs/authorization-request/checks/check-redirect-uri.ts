import { defineCheck } from '../../checks/define-check'
import { invalidRequest } from '../../oauth-errors/factories'
import { excerpt, excerptWhole } from '../../oauth-params/excerpt'
import { matchRedirectUri } from '../../redirect-uri/match-redirect-uri'
import type { AuthorizationParams } from '../authorization-params'
import type { AuthorizationContext } from '../requirement'

/** Every request names its redirect_uri, also where only one is registered, and it is one of the client's, character by character. */
export const checkRedirectUri = defineCheck({
  name: 'check-redirect-uri',
  clauses: ['OIDCC-3.1.2.1', 'FAPI2-SP-FINAL-5.3.2.2-6', 'RFC9700-2.1', 'RFC6749-3.1.2.4', 'RFC9126-7.2', 'RFC9700-4.11.2'],
  hint: 'Send redirect_uri exactly as it is registered: case, port, path, query and trailing slash count.',
  check({ redirect_uri: redirectUri }: AuthorizationParams, { client }: AuthorizationContext) {
    if (redirectUri === undefined) throw invalidRequest('redirect_uri is required')
    if (matchRedirectUri(client.metadata, redirectUri)) return
    const expected = excerptWhole(client.metadata.redirect_uris.join(' '), 300)
    throw invalidRequest('redirect_uri is not registered for this client', { expected, received: excerpt(redirectUri) })
  },
})
