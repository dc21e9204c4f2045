import { Injectable } from '@nestjs/common'
import { joinScopes } from '#libs/authorization/scopes-by-resource'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { requestedClaims } from '#libs/token-claims/select-claims'
import { ServerSettings } from '#platform/config/server-settings'
import { RefreshTokens } from '#protocol/token/refresh-tokens.repository'
import { Consents } from '#records/consents/consents.repository'
import type { ConsentScope, GivenConsent } from '#records/consents/consents.repository'
import { authorizationOf } from '#records/grants/grant-authorization'
import { Grants } from '#records/grants/grants.repository'
import type { Allowed } from '#records/grants/grants.repository'
import { Resources } from '#records/resources/resources.repository'
import type { KnownResources } from '#records/resources/resources.repository'

/** A client that may do something for a person: by what they allowed it, and by what it was granted. */
export interface GrantedClient extends ConsentScope {
  readonly clientId: string
  /** When the person allowed it first; undefined where nobody asked them. */
  readonly allowedAt: EpochSeconds | undefined
  /** When it last signed the person in or refreshed its tokens; undefined where that is long ago. */
  readonly usedAt: EpochSeconds | undefined
}

/** Of each kind so many are looked at, the newest. */
const most = 200

const earliest = (one: EpochSeconds | undefined, other: EpochSeconds | undefined) =>
  one === undefined || other === undefined ? (one ?? other) : Math.min(one, other)
const latest = (one: EpochSeconds | undefined, other: EpochSeconds | undefined) =>
  one === undefined || other === undefined ? (one ?? other) : Math.max(one, other)

const join = (one: GrantedClient, other: GrantedClient): GrantedClient => ({
  clientId: one.clientId,
  allowed: joinScopes(one.allowed, other.allowed),
  claims: [...new Set([...one.claims, ...other.claims])],
  allowedAt: earliest(one.allowedAt, other.allowedAt),
  usedAt: latest(one.usedAt, other.usedAt),
})

const ofConsent = ({ clientId, allowed, claims, firstGrantedAt }: GivenConsent): GrantedClient => ({
  clientId,
  allowed,
  claims,
  allowedAt: firstGrantedAt,
  usedAt: undefined,
})

/** The clients that have something of a person: consents that are remembered, and live grants, which clients of the house have without. */
@Injectable()
export class GrantedClients {
  constructor(
    private readonly consents: Consents,
    private readonly grants: Grants,
    private readonly refreshTokens: RefreshTokens,
    private readonly resources: Resources,
    private readonly server: ServerSettings,
  ) {}

  /** The one used last first. */
  async of(sub: string): Promise<readonly GrantedClient[]> {
    const [consents, grants] = [await this.consents.ofUser(sub, most), await this.grants.findAllowedBy(sub, most)]
    const [resources, refreshed] = [await this.resources.known(), await this.refreshTokens.lastUses(sub)]
    const byId = new Map<string, GrantedClient>()
    const all = [...consents.map(ofConsent), ...grants.map((grant) => this.#ofGrant(grant, resources))]
    for (const one of all)
      byId.set(one.clientId, join(byId.get(one.clientId) ?? one, { ...one, usedAt: latest(one.usedAt, refreshed.get(one.clientId)) }))
    return [...byId.values()].toSorted((one, other) => newest(other) - newest(one))
  }

  /** Whether the client has anything of the person. */
  async has(sub: string, clientId: string): Promise<boolean> {
    return (await this.consents.find({ sub, clientId })) !== undefined || (await this.grants.findLiveOf({ sub, clientId }, 1)).length > 0
  }

  #ofGrant(grant: Allowed, resources: KnownResources): GrantedClient {
    const { clientId, claims, renewedAt } = grant
    const { allowed } = authorizationOf(grant, resources, this.server.issuer)
    return { clientId, allowed, claims: requestedClaims(claims), allowedAt: undefined, usedAt: renewedAt }
  }
}

const newest = ({ allowedAt, usedAt }: GrantedClient): EpochSeconds => usedAt ?? allowedAt ?? 0
