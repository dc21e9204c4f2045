import { Injectable } from '@nestjs/common'
import { toAuthorization } from '#libs/authorization/authorization'
import { defineCheck } from '#libs/checks/define-check'
import { enforces } from '#libs/checks/enforces'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import { invalidScope } from '#libs/oauth-errors/factories'
import { parseScope } from '#libs/scope/parse-scope'
import { identityScopes } from '#libs/token-claims/claims-of-scope'
import { resolveAudience } from '#libs/token-claims/resolve-audience'
import { excerpt, excerptWhole } from '#libs/oauth-params/excerpt'
import { longest } from '#libs/oauth-params/longest'
import { ServerSettings } from '#platform/config/server-settings'
import { Resources } from '#records/resources/resources.repository'
import { TokenIssuer } from '../token-issuer'
import { HandlesGrant } from '../token-request'
import type { GrantHandler, TokenRequest, TokenResponse } from '../token-request'

enforces('RFC6749-4.4')

const checkClientScope = defineCheck({
  name: 'client-credentials-scope',
  clauses: ['RFC6749-4.4.2', 'SEC-250'],
  hint: 'Ask for registered scopes only; openid, profile, email, offline_access and others that are about a person are not available: here is none.',
  check(requested: string | undefined, client: RegisteredClient, ofPeople: readonly string[]): readonly string[] {
    const allowed = [...client.scopes].filter((scope) => !identityScopes.includes(scope) && !ofPeople.includes(scope))
    if (requested === undefined) return allowed
    const scopes = parseScope(requested)
    const outside = scopes.find((scope) => !allowed.includes(scope))
    if (outside !== undefined)
      throw invalidScope('scope is not available to this client here', {
        expected: excerptWhole(allowed.join(' ')),
        received: excerpt(outside),
      })
    return scopes
  },
})

/**
 * A client's tokens for itself: no person, no refresh token, no ID token.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4
 * @throws OAuthError invalid_scope, invalid_target
 */
@Injectable()
@HandlesGrant('client_credentials')
export class ClientCredentialsGrant implements GrantHandler {
  constructor(
    private readonly resources: Resources,
    private readonly tokenIssuer: TokenIssuer,
    private readonly server: ServerSettings,
  ) {}

  async handle({ params, client, proof }: TokenRequest): Promise<TokenResponse> {
    const { scopes: resources, ownScopes } = await this.resources.known()
    const scopes = checkClientScope(params.text('scope', longest.scope), client, ownScopes)
    const facts = { scopes, resources, issuer: this.server.issuer }
    const authorization = toAuthorization({ ...facts, requested: [] })
    const audience = resolveAudience({ ...facts, authorization, requested: params.texts('resource', longest.uri) })
    return this.tokenIssuer.sign(await this.tokenIssuer.plan('client_credentials', { client, proof, audience }))
  }
}
