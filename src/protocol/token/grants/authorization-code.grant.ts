import { Injectable } from '@nestjs/common'
import { enforces } from '#libs/checks/enforces'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { longest } from '#libs/oauth-params/longest'
import { checkCodeVerifier } from '#libs/pkce/check-code-verifier'
import { Clock } from '#platform/clock/clock'
import { ClientLifetimes } from '#protocol/claims/client-lifetimes'
import { ServerSettings } from '#platform/config/server-settings'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Grants } from '#records/grants/grants.repository'
import { Resources } from '#records/resources/resources.repository'
import type { KnownResources } from '#records/resources/resources.repository'
import { AuthorizationCodes } from '../authorization-codes.repository'
import type { AuthorizationCode } from '../authorization-codes.repository'
import { LiveGrants } from '../live-grant'
import type { GrantWithUser } from '../live-grant'
import { RefreshTokens } from '../refresh-tokens.repository'
import { TokenIssuer } from '../token-issuer'
import { HandlesGrant } from '../token-request'
import type { GrantHandler, TokenRequest, TokenResponse } from '../token-request'
import { checkCodeClient, checkCodeKey, checkCodeKnown, checkCodePresence, checkCodeRedirectUri, checkCodeUnused } from './code-checks'
import { checkScopesLeft } from './check-scopes-left'
import { grantedAudience } from './granted-audience'
import { refreshBounds } from './refresh-bounds'

enforces('OIDCC-3.1.3.1', 'OIDCC-3.1.3.2')

/**
 * Redeems an authorization code.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3
 * @throws OAuthError invalid_request, invalid_grant, invalid_target
 */
@Injectable()
@HandlesGrant('authorization_code')
export class AuthorizationCodeGrant implements GrantHandler {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly codes: AuthorizationCodes,
    private readonly grants: Grants,
    private readonly liveGrants: LiveGrants,
    private readonly refreshTokens: RefreshTokens,
    private readonly resources: Resources,
    private readonly tokenIssuer: TokenIssuer,
    private readonly clock: Clock,
    private readonly server: ServerSettings,
    private readonly lifetimes: ClientLifetimes,
  ) {}

  async handle(request: TokenRequest): Promise<TokenResponse> {
    const resources = await this.resources.known()
    return this.tokenIssuer.sign(await this.unitOfWork.run(() => this.#redeem(request, resources)))
  }

  async #redeem(request: TokenRequest, resources: KnownResources) {
    const { params, proof, flow } = request
    const value = checkCodePresence(params.text('code', longest.opaque))
    const code = checkCodeKnown(await this.codes.find(value), this.clock.now())
    flow.adopt(code.flowId)
    checkCodeKey(code, proof)
    await this.#take(value, code)
    try {
      return await this.#exchange(code, request, resources)
    } catch (error) {
      // The code is spent, and nothing can come of its grant any more.
      if (error instanceof OAuthError) await this.grants.end(code.grantId, 'its code was redeemed wrongly')
      throw error
    }
  }

  async #exchange(code: AuthorizationCode, request: TokenRequest, resources: KnownResources) {
    const { params, client, proof } = request
    checkCodeClient(code, client)
    checkCodeRedirectUri(code, params.text('redirect_uri', longest.uri))
    checkCodeVerifier(params.text('code_verifier', longest.opaque), code.codeChallenge ?? undefined)
    const person = await this.liveGrants.getFor(client, code.grantId)
    const scopes = checkScopesLeft(person.grant, client)
    const requested = params.texts('resource', longest.uri)
    const audience = grantedAudience({ grant: person.grant, scopes, requested, resources, issuer: this.server.issuer })
    const [nonce, withIdToken] = [code.nonce ?? undefined, scopes.includes('openid')]
    const refreshToken = await this.#refreshToken(person, request)
    const order = { client, proof, audience, refreshToken, person: { ...person, nonce, withIdToken } }
    return this.tokenIssuer.plan('authorization_code', order)
  }

  async #take(value: string, code: AuthorizationCode): Promise<void> {
    const wasTaken = await this.codes.take(value)
    if (!wasTaken) await this.grants.end(code.grantId, 'its code was used twice')
    checkCodeUnused(wasTaken)
  }

  async #refreshToken({ grant }: GrantWithUser, { client, proof }: TokenRequest): Promise<string | undefined> {
    if (!client.allowsGrant('refresh_token')) return undefined
    const dpopJkt = client.isPublic ? (proof?.jkt ?? null) : null
    const owner = { grantId: grant.id, clientId: client.clientId, dpopJkt, isBound: proof !== undefined, flowId: grant.flowId }
    return this.refreshTokens.add({ ...owner, ...(await refreshBounds(client, grant, this.lifetimes)) })
  }
}
