import { Injectable } from '@nestjs/common'
import type { ClaimTarget } from '#libs/client-metadata/claim-mapping'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import { rolesAt } from '#libs/roles/roles-at'
import { claimsOfScopes } from '#libs/token-claims/claims-of-scope'
import type { ClaimsByScope } from '#libs/token-claims/claims-of-scope'
import { claimTypeFault } from '#libs/token-claims/claim-type-fault'
import { protocolClaims } from '#libs/token-claims/protocol-claims'
import { claimsOfAccount, selectIdTokenClaims, selectUserInfoClaims } from '#libs/token-claims/select-claims'
import { withinBounds } from '#libs/token-claims/within-bounds'
import { Events } from '#platform/events/events'
import { prepareFacts } from '#platform/expressions/expressions'
import type { PreparedFacts } from '#platform/expressions/expressions'
import { Attributes } from '#records/attributes/attributes.repository'
import type { DeclaredAttributes } from '#records/attributes/attributes.repository'
import { ClaimScopes } from '#records/claim-scopes/claim-scopes.repository'
import type { Grant } from '#records/grants/grant'
import { PersonFacts, toFacts } from '#records/people/person-facts'
import type { Belonging, BelongingNeeds } from '#records/people/person-facts'
import type { User } from '#records/users/users.repository'
import { ClientExpressions } from './client-expressions'
import type { CompiledClaim } from './client-expressions'
import { reasonOf } from './reason-of'

type Claims = Readonly<Record<string, unknown>>

/** Whom claims are about, and for whom. */
export interface Release {
  readonly client: RegisteredClient
  readonly user: User
  readonly grant: Grant
  /** The granted scopes that count for the audience now. */
  readonly scopes: readonly string[]
  /** Those that count at this server: for ID tokens alone. */
  readonly scopesHere?: readonly string[]
  /** Whose roles count: the audience of the access token. */
  readonly audience: readonly string[]
}

/** The claims of RFC 9068 §2.2.3.1: access tokens carry them by the scopes of the same names. */
const ofAuthorization = ['groups', 'roles', 'entitlements'] as const

/** What is looked up once for all places. */
interface Known {
  readonly account: Claims
  readonly belonging: Belonging
  readonly claimsByScope: ClaimsByScope
  readonly mapping: readonly CompiledClaim[]
}

/** What a place may be told, and the facts that expressions see there. */
interface View {
  readonly scopes: readonly string[]
  readonly values: Claims
  readonly facts: () => PreparedFacts
}

/**
 * What a client is told of a person, in each place where claims stand: by scopes, by name, and by the client's own mapping. Nothing of it ever
 * takes the place of what the protocol says.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#ScopeClaims
 * @see https://www.rfc-editor.org/rfc/rfc9068#section-2.2.3
 */
@Injectable()
export class ReleaseClaims {
  constructor(
    private readonly expressions: ClientExpressions,
    private readonly attributes: Attributes,
    private readonly claimScopes: ClaimScopes,
    private readonly personFacts: PersonFacts,
    private readonly events: Events,
  ) {}

  /** The claims of each of the places. None of them makes anything fail. */
  async execute<Target extends ClaimTarget>(release: Release, targets: readonly Target[]): Promise<Readonly<Record<Target, Claims>>> {
    const asking = targets.filter((target) => isAskedFor(target, release))
    const known = asking.length > 0 ? await this.#lookUp(release, asking) : undefined
    const released = targets.map((target) => [target, known && asking.includes(target) ? this.#claimsFor(target, release, known) : {}])
    return Object.fromEntries(released) as Readonly<Record<Target, Claims>>
  }

  async #lookUp(release: Release, targets: readonly ClaimTarget[]): Promise<Known> {
    const { client, user } = release
    const { claims } = await this.expressions.of(client)
    const mapping = claims.filter((one) => one.in.some((target) => targets.includes(target)))
    const [claimsByScope, declared] = await Promise.all([this.claimScopes.claimsByScope(), this.attributes.declared()])
    const belonging = await this.personFacts.belongingOf(user.sub, needsOf(release, mapping, claimsByScope))
    return {
      account: { sub: user.sub, ...claimsOfAttributes(user.attributes, declared), ...claimsOfAccount(user) },
      belonging,
      claimsByScope,
      mapping,
    }
  }

  #claimsFor(target: ClaimTarget, release: Release, known: Known): Claims {
    const view = viewFor(target, release, known)
    const claims = { ...selected[target](view, release, known), ...this.#mapped(target, view, release, known) }
    const own = Object.fromEntries(Object.entries(claims).filter(([claim]) => !protocolClaims.has(claim)))
    return target === 'userinfo' ? own : withinBounds(own)
  }

  #mapped(target: ClaimTarget, view: View, { client }: Release, { mapping }: Known): Claims {
    const here = mapping.filter((one) => one.in.includes(target))
    return Object.fromEntries(here.flatMap((one) => this.#valueOf(one, view, client)))
  }

  /** A mapping that fails leaves its claim out, and says so. */
  #valueOf(mapping: CompiledClaim, { values, facts }: View, { clientId }: RegisteredClient): readonly (readonly [string, unknown])[] {
    const { claim } = mapping
    try {
      const value = 'from' in mapping ? own(values, mapping.from) : mapping.expression.evaluate(facts())
      if (value === undefined || value === null) return []
      const fault = claimTypeFault(claim, value)
      if (fault !== undefined) throw new TypeError(fault)
      return [[claim, value]]
    } catch (error) {
      this.events.note('claim.failed', { clientId, claim, reason: reasonOf(error) })
      return []
    }
  }
}

/** What only authorization information goes into is mostly asked for nothing. */
const isAskedFor = (target: ClaimTarget, { client, scopes }: Release): boolean =>
  target === 'userinfo' ||
  target === 'id_token' ||
  client.metadata.claims?.some((mapping) => mapping.in.includes(target)) === true ||
  ofAuthorization.some((name) => scopes.includes(name))

const own = (values: Claims, name: string): unknown => (Object.hasOwn(values, name) ? values[name] : undefined)

const claimsOfAttributes = (attributes: User['attributes'], declared: DeclaredAttributes): Claims =>
  Object.fromEntries(
    [...declared.values()]
      .map(({ attribute, claim }) => [claim, own(attributes, attribute)] as const)
      .filter(([, value]) => value !== undefined),
  )

/** At the client and at UserInfo all roles of the grant count; in an access token those of its audience. */
function viewFor(target: ClaimTarget, { client, user, grant, audience, ...release }: Release, { account, belonging }: Known): View {
  const isOfPerson = target === 'id_token' || target === 'userinfo'
  const names = { groups: belonging.groups, roles: rolesAt(isOfPerson ? grant.resources : audience, belonging.roles) }
  const scopes = target === 'id_token' ? (release.scopesHere ?? release.scopes) : release.scopes
  let prepared: PreparedFacts | undefined
  const request = { scopes, acr: grant.acr, amr: grant.amr }
  return {
    scopes,
    values: { entitlements: [], ...account, ...names },
    facts: () => (prepared ??= prepareFacts(toFacts({ user, client, ...names, request }))),
  }
}

type Selection = (view: View, release: Release, known: Known) => Claims

const authorization: Selection = ({ scopes, values }) =>
  Object.fromEntries(
    ofAuthorization.filter((name) => scopes.includes(name) && values[name] !== undefined).map((name) => [name, values[name]]),
  )

const selected: Readonly<Record<ClaimTarget, Selection>> = {
  userinfo: ({ scopes, values }, { grant }, { claimsByScope }) => selectUserInfoClaims(values, scopes, grant.claims, claimsByScope),
  id_token: ({ scopes, values }, { client, grant }, { claimsByScope }) =>
    selectIdTokenClaims(values, client.metadata.scope_claims_in_id_token ? scopes : [], grant.claims, claimsByScope),
  access_token: authorization,
  introspection: authorization,
}

/** What is to be looked up: what a scope or the request asks for, and what an expression or a copy names. */
function needsOf(
  { scopes, scopesHere = [], grant: { claims } }: Release,
  mapping: readonly CompiledClaim[],
  claimsByScope: ClaimsByScope,
): BelongingNeeds {
  const asked = new Set([
    ...claimsOfScopes([...scopes, ...scopesHere], claimsByScope),
    ...Object.keys({ ...claims?.userinfo, ...claims?.id_token }),
  ])
  const named = new Set(mapping.flatMap((one) => ('from' in one ? [`user.${one.from}`] : [...one.expression.names])))
  const isNeeded = (name: keyof Belonging) => asked.has(name) || named.has(`user.${name}`)
  return { groups: isNeeded('groups'), roles: isNeeded('roles') }
}
