import type { ClientMetadata } from '../client-metadata/client-metadata'
import { RegisteredClient } from '../client-metadata/registered-client'
import { withDefaults } from '../client-metadata/with-defaults'
import { OAuthError } from '../oauth-errors/oauth-error'
import type { AuthorizationParams } from './authorization-params'
import type { AuthorizationCheck, AuthorizationContext } from './requirement'

const redirectUri = 'https://app.example/cb'

/** A confidential OpenID Connect client; tests say only what differs. */
export const aClient = (given: Partial<ClientMetadata> = {}): RegisteredClient =>
  new RegisteredClient(withDefaults({ client_id: 'web', redirect_uris: [redirectUri], scope: 'openid profile', ...given }))

/** The FAPI 2.0 client among the fixtures. */
export const aFapiClient = (): RegisteredClient =>
  aClient({
    client_id: 'bank',
    security_profile: 'fapi2',
    require_pushed_authorization_requests: true,
    dpop_bound_access_tokens: true,
    require_pkce: true,
  })

export const aContext = (given: Partial<AuthorizationContext> = {}): AuthorizationContext => ({
  client: aClient(),
  issuer: 'https://as.example',
  resources: new Map([['https://api.example.com', ['payments']]]),
  ...given,
})

/** A request that nothing is wrong with, for any of the clients; its challenge is that of RFC 7636, appendix B. */
export const aRequest = (given: AuthorizationParams = {}): AuthorizationParams => ({
  response_type: 'code',
  redirect_uri: redirectUri,
  scope: 'openid',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
  ...given,
})

/** The error a check answers with; a test that meets none fails. */
export function refusalOf(run: () => void): OAuthError {
  try {
    run()
  } catch (error) {
    if (error instanceof OAuthError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

/** What a check says to a good request that was altered: the error's code, or that it passed. */
export function answerTo(check: AuthorizationCheck, altered: AuthorizationParams, context: Partial<AuthorizationContext> = {}): string {
  try {
    check(aRequest(altered), aContext(context))
    return 'passes'
  } catch (error) {
    if (error instanceof OAuthError) return error.code
    throw error
  }
}
