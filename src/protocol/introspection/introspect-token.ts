import { Injectable } from '@nestjs/common'
import { findResource } from '#libs/authorization/resource-identifier'
import { defineCheck } from '#libs/checks/define-check'
import { enforces } from '#libs/checks/enforces'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import { invalidClient } from '#libs/oauth-errors/factories'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { Events } from '#platform/events/events'
import { Clock } from '#platform/clock/clock'
import { ServerSettings } from '#platform/config/server-settings'
import type { Flow } from '#platform/events/flow'
import { Resources } from '#records/resources/resources.repository'
import { ReleaseClaims } from '#protocol/claims/release-claims'
import { AccessTokens } from '#protocol/token/access-tokens'
import type { AccessToken, LiveAccessToken } from '#protocol/token/access-tokens'
import { LiveGrants } from '#protocol/token/live-grant'
import { RefreshTokens } from '#protocol/token/refresh-tokens.repository'

enforces('RFC7662-2.2', 'RFC7662-4', 'RFC9449-6.2')

/** RFC 7662 §2.2, on the wire. */
export type IntrospectionResponse = { readonly active: false } | ({ readonly active: true } & Readonly<Record<string, unknown>>)

const inactive: IntrospectionResponse = Object.freeze({ active: false })

const checkConfidentialCaller = defineCheck({
  name: 'introspection-caller',
  clauses: ['RFC7662-2.1', 'SEC-236'],
  hint: 'Introspection is for clients that can authenticate: resource servers, and confidential clients about their own tokens.',
  check(client: RegisteredClient) {
    if (client.isPublic) throw invalidClient('a public client cannot introspect')
  },
})

/**
 * Tells a client about a token, if it is one of its own or meant for it. For everything else the answer is that it is not active.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7662#section-2
 * @throws OAuthError invalid_client
 */
@Injectable()
export class IntrospectToken {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly refreshTokens: RefreshTokens,
    private readonly liveGrants: LiveGrants,
    private readonly resources: Resources,
    private readonly releaseClaims: ReleaseClaims,
    private readonly clock: Clock,
    private readonly server: ServerSettings,
    private readonly events: Events,
  ) {}

  async execute(value: string, caller: RegisteredClient, flow: Flow): Promise<IntrospectionResponse> {
    checkConfidentialCaller(caller)
    try {
      const answer = value.includes('.') ? await this.#accessToken(value, caller, flow) : await this.#refreshToken(value, caller, flow)
      if (answer.active) this.events.note('token.introspected', { active: true, reason: undefined })
      return answer
    } catch (error) {
      if (error instanceof OAuthError && ['invalid_token', 'invalid_grant'].includes(error.code))
        return this.#inactive(error.evidence.reason ?? error.description)
      throw error
    }
  }

  /** The caller hears no reason; the flow does. */
  #inactive(reason: string): IntrospectionResponse {
    this.events.note('token.introspected', { active: false, reason })
    return inactive
  }

  async #accessToken(value: string, caller: RegisteredClient, flow: Flow): Promise<IntrospectionResponse> {
    const live = await this.accessTokens.get(value)
    const { token, grant } = live
    const served = this.#audiencesOf(caller)
    const isServed = (one: string) => findResource(one, served) !== undefined
    const audience = token.clientId === caller.clientId ? token.audience : token.audience.filter(isServed)
    if (audience.length === 0) return this.#inactive('the token is neither of the caller nor for a resource that it serves')
    if (!live.client) return this.#inactive('its client is gone or disabled')
    if (grant) flow.adopt(grant.flowId)
    const scopes = await this.#scopesFor(caller, token)
    return { ...(await this.#release(live, audience)), ...this.#describe(live, audience, scopes) }
  }

  async #refreshToken(value: string, caller: RegisteredClient, flow: Flow): Promise<IntrospectionResponse> {
    const token = await this.refreshTokens.find(value)
    if (token?.clientId !== caller.clientId) return this.#inactive('there is no such refresh token of the caller')
    if (token.rotatedAt !== null) return this.#inactive('the refresh token was rotated')
    if (token.expiresAt <= this.clock.now()) return this.#inactive('the refresh token has expired')
    const { grant, user } = await this.liveGrants.getFor(caller, token.grantId)
    flow.adopt(grant.flowId)
    const { clientId: client_id, createdAt: iat, expiresAt: exp } = token
    return {
      active: true,
      iss: this.server.issuer,
      client_id,
      sub: grant.sub,
      username: user.username,
      scope: grant.scopes.join(' '),
      iat,
      exp,
    }
  }

  /** What the caller is told of the person: as the token itself tells it, and by the mapping of the token's client. */
  async #release({ client, user, grant, token: { scopes } }: LiveAccessToken, audience: readonly string[]) {
    if (!client || !user || !grant) return {}
    return (await this.releaseClaims.execute({ client, user, grant, scopes, audience }, ['introspection'])).introspection
  }

  #describe({ token, user }: LiveAccessToken, audience: readonly string[], scopes: readonly string[]): IntrospectionResponse {
    const { iss, sub, client_id, jti, iat, exp, cnf, auth_time, acr, amr } = token.claims
    return {
      active: true,
      iss,
      sub,
      client_id,
      jti,
      iat,
      exp,
      aud: audience.length === 1 ? audience[0] : audience,
      ...(scopes.length > 0 && { scope: scopes.join(' ') }),
      token_type: token.jkt === undefined ? 'Bearer' : 'DPoP',
      ...(cnf !== undefined && { cnf }),
      ...(user && { username: user.username, auth_time, acr, amr }),
    }
  }

  /** Whom the caller answers for: what its registration names, and otherwise, for a pure resource server, this server's own tokens. */
  #audiencesOf({ audiences, metadata }: RegisteredClient): readonly string[] {
    return audiences ?? (metadata.grant_types.length === 0 ? [this.server.issuer] : [])
  }

  async #scopesFor(caller: RegisteredClient, token: AccessToken): Promise<readonly string[]> {
    if (token.clientId === caller.clientId) return token.scopes
    const resources = await this.resources.all()
    const [audiences, isOwned] = [
      this.#audiencesOf(caller),
      (scope: string) => [...resources.values()].some((known) => known.includes(scope)),
    ]
    const mine = new Set(audiences.flatMap((audience) => resources.get(findResource(audience, resources.keys()) ?? '') ?? []))
    const isMine = (scope: string) => mine.has(scope)
    return token.scopes.filter((scope) => isMine(scope) || (!isOwned(scope) && audiences.includes(this.server.issuer)))
  }
}
