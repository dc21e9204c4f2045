import { Injectable } from '@nestjs/common'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { requestedClaims } from '#libs/token-claims/select-claims'
import { Consents } from '#records/consents/consents.repository'
import type { ConsentScope, GivenConsent } from '#records/consents/consents.repository'
import { Grants } from '#records/grants/grants.repository'
import type { Allowed } from '#records/grants/grants.repository'

/** A client that may do something for a person: by what they allowed it, and by what it was granted. */
export interface GrantedClient extends ConsentScope {
  readonly clientId: string
  readonly grantedAt: EpochSeconds
}

/** Of each kind so many are looked at, the newest. */
const most = 200

const toGiven = ({ clientId, scopes, resources, claims, createdAt }: Allowed): GivenConsent => ({
  clientId,
  scopes,
  resources,
  claims: requestedClaims(claims),
  grantedAt: createdAt,
})

const union = (some: readonly string[], others: readonly string[]) => [...new Set([...some, ...others])]

const join = (one: GrantedClient, other: GivenConsent): GrantedClient => ({
  clientId: one.clientId,
  scopes: union(one.scopes, other.scopes),
  resources: union(one.resources, other.resources),
  claims: union(one.claims, other.claims),
  grantedAt: Math.max(one.grantedAt, other.grantedAt),
})

/** The clients that have something of a person: consents that are remembered, and live grants, which clients of the house have without. */
@Injectable()
export class GrantedClients {
  constructor(
    private readonly consents: Consents,
    private readonly grants: Grants,
  ) {}

  /** The newest first. */
  async of(sub: string): Promise<readonly GrantedClient[]> {
    const [consents, grants] = [await this.consents.ofUser(sub, most), await this.grants.findAllowedBy(sub, most)]
    const byId = new Map<string, GrantedClient>()
    for (const given of [...consents, ...grants.map(toGiven)]) byId.set(given.clientId, join(byId.get(given.clientId) ?? given, given))
    return [...byId.values()].toSorted((one, other) => other.grantedAt - one.grantedAt)
  }

  /** Whether the client has anything of the person. */
  async has(sub: string, clientId: string): Promise<boolean> {
    const nothing = { scopes: [], resources: [], claims: [] }
    return (await this.consents.covers({ sub, clientId }, nothing)) || (await this.grants.findLiveOf({ sub, clientId }, 1)).length > 0
  }
}
