import { Injectable } from '@nestjs/common'
import { enforces } from '#libs/checks/enforces'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import type { DpopProof } from '#libs/dpop-proof/dpop-proof'
import { longest } from '#libs/oauth-params/longest'
import { Clock } from '#platform/clock/clock'
import { ClientLifetimes } from '#protocol/claims/client-lifetimes'
import { ServerSettings } from '#platform/config/server-settings'
import { UnitOfWork } from '#platform/database/unit-of-work'
import type { Grant } from '#records/grants/grant'
import { Grants } from '#records/grants/grants.repository'
import { Resources } from '#records/resources/resources.repository'
import type { KnownResources } from '#records/resources/resources.repository'
import { Sessions } from '#records/sessions/sessions.repository'
import { LiveGrants } from '../live-grant'
import { RefreshTokens } from '../refresh-tokens.repository'
import type { RefreshToken } from '../refresh-tokens.repository'
import { TokenIssuer } from '../token-issuer'
import { HandlesGrant } from '../token-request'
import type { GrantHandler, TokenRequest, TokenResponse } from '../token-request'
import { grantedAudience } from './granted-audience'
import { refreshBounds } from './refresh-bounds'
import type { RefreshBounds } from './refresh-bounds'
import {
  checkNoDowngrade,
  checkRefreshScope,
  checkRefreshSession,
  checkRefreshTokenKey,
  checkRefreshTokenKnown,
  checkRefreshTokenPresence,
  checkRefreshTokenUnused,
} from './refresh-checks'

enforces('OIDCC-12.1', 'OIDCC-12.2', 'FAPI2-SP-FINAL-5.3.2.1-9', 'RFC9700-2.2.2')

/** For so many seconds after a rotation, a lost answer can be asked for again. */
const graceSeconds = 30

/**
 * Refreshes tokens. FAPI 2.0 clients keep their refresh token; everybody else's is rotated, and a rotated one that comes again ends the
 * grant.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-6
 * @throws OAuthError invalid_request, invalid_grant, invalid_scope, invalid_target
 */
@Injectable()
@HandlesGrant('refresh_token')
export class RefreshTokenGrant implements GrantHandler {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly refreshTokens: RefreshTokens,
    private readonly grants: Grants,
    private readonly liveGrants: LiveGrants,
    private readonly sessions: Sessions,
    private readonly resources: Resources,
    private readonly tokenIssuer: TokenIssuer,
    private readonly clock: Clock,
    private readonly server: ServerSettings,
    private readonly lifetimes: ClientLifetimes,
  ) {}

  async handle(request: TokenRequest): Promise<TokenResponse> {
    const resources = await this.resources.known()
    return this.tokenIssuer.sign(await this.unitOfWork.run(() => this.#refresh(request, resources)))
  }

  async #refresh({ params, client, proof, flow }: TokenRequest, resources: KnownResources) {
    const value = checkRefreshTokenPresence(params.text('refresh_token', longest.opaque))
    const token = checkRefreshTokenKnown(await this.refreshTokens.find(value), client, this.clock.now())
    flow.adopt(token.flowId)
    checkRefreshTokenKey(token, proof)
    checkNoDowngrade(token.isBound, proof)
    const person = await this.liveGrants.getFor(client, token.grantId)
    await this.#checkSession(person.grant, client)
    const scopes = checkRefreshScope(params.text('scope', longest.scope), person.grant, client)
    const requested = params.texts('resource', longest.uri)
    const audience = grantedAudience({ grant: person.grant, scopes, requested, resources, issuer: this.server.issuer })
    const refreshToken = await this.#next(value, token, person.grant, { client, proof })
    const withIdToken = scopes.includes('openid')
    return this.tokenIssuer.plan('refresh_token', { client, proof, audience, refreshToken, person: { ...person, withIdToken } })
  }

  async #next(
    value: string,
    token: RefreshToken,
    grant: Grant,
    { client, proof }: Pick<TokenRequest, 'client' | 'proof'>,
  ): Promise<string> {
    if (!client.rotatesRefreshTokens) return this.#keep(value, token, await refreshBounds(client, grant, this.lifetimes))
    const owner = { ...token, ...bindingOf(token, client, proof), ...(await refreshBounds(client, grant, this.lifetimes)) }
    const next = (await this.refreshTokens.rotate(value, owner)) ?? (await this.#again(value, client))
    if (next === undefined) await this.grants.end(grant.id, 'a rotated refresh token was used again')
    return checkRefreshTokenUnused(next)
  }

  async #keep(value: string, token: RefreshToken, { grantExpiresAt, idleSeconds }: RefreshBounds): Promise<string> {
    await this.refreshTokens.touch(token, grantExpiresAt, idleSeconds)
    return value
  }

  /** The same successor once more, for a client that lost the answer and can show that it is itself. */
  async #again(value: string, client: RegisteredClient): Promise<string | undefined> {
    const token = await this.refreshTokens.find(value)
    const isProven = client.isConfidential || token?.dpopJkt != null
    const isLate = this.clock.now() - (token?.rotatedAt ?? 0) > graceSeconds
    return token && isProven && !isLate ? this.refreshTokens.findUnusedSuccessor(value, token) : undefined
  }

  /** A grant lives on after its session only as long as its client may have offline_access. */
  async #checkSession({ offline, sid }: Grant, client: RegisteredClient): Promise<void> {
    if (offline && client.scopes.has('offline_access')) return
    const session = await this.sessions.findBySid(sid)
    checkRefreshSession(session !== undefined)
    if (session) await this.sessions.touch(session)
  }
}

/** A proof that comes binds from now on: there is no way back to bearer tokens. */
const bindingOf = (token: RefreshToken, client: RegisteredClient, proof: DpopProof | undefined) => ({
  isBound: token.isBound || proof !== undefined,
  dpopJkt: client.isPublic ? (token.dpopJkt ?? proof?.jkt ?? null) : null,
})
