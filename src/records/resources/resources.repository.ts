import { Injectable } from '@nestjs/common'
import type { ScopesByResource } from '#libs/authorization/authorization'
import type { Translations } from '#libs/languages/pick-translation'
import { usualFormat } from '#libs/token-claims/access-token-format'
import type { AccessTokenFormat } from '#libs/token-claims/access-token-format'
import { Clock } from '#platform/clock/clock'
import { ServerSettings } from '#platform/config/server-settings'
import { BrieflyKnown } from '#platform/database/briefly-known'
import { Events } from '#platform/events/events'
import type { Transaction } from '#platform/database/transaction'
import { UnitOfWork } from '#platform/database/unit-of-work'
import type { KeyedDigest } from '#platform/secrets/keyed-digest'
import { ClaimScopes } from '#records/claim-scopes/claim-scopes.repository'
import type { ClaimScope } from '#records/claim-scopes/claim-scopes.repository'
import { findSeeded } from '#records/seeded/find-seeded'
import type { SeededRow } from '#records/seeded/find-seeded'
import { pruneSeeded } from '#records/seeded/prune-seeded'
import { putSeeded } from '#records/seeded/put-seeded'
import type { SeedChange, Seeded } from '#records/seeded/put-seeded'
import { ResourceRow } from './resource.entity'

/** A protected resource (RFC 8707): its identifier is the audience of its access tokens. */
export interface ProtectedResource {
  readonly resource: string
  readonly scopes: readonly string[]
  readonly names?: Translations
  readonly scopeTexts?: Readonly<Record<string, Translations>>
  /** How it takes its access tokens, where that is not the usual way. */
  readonly tokenFormat?: AccessTokenFormat
}

/** What people are told of a resource, by language. */
export interface ResourceTexts {
  readonly names: Translations
  readonly scopes: Readonly<Record<string, Translations>>
}

/** The resources as a node knows them. */
export interface KnownResources {
  readonly scopes: ScopesByResource
  /** What they knew before grants and consents said where a scope counts. */
  readonly earlyScopes: ScopesByResource
  readonly texts: ReadonlyMap<string, ResourceTexts>
  /** The scopes of the operator's own, which release claims. */
  readonly ownScopes: readonly string[]
  /** The claims that they release. */
  readonly claims: readonly string[]
  /** How each takes its access tokens. */
  readonly tokenFormats: ReadonlyMap<string, AccessTokenFormat>
}

/** The protected resources that access tokens can be made for. */
@Injectable()
export class Resources {
  readonly #known: BrieflyKnown<KnownResources>

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly claimScopes: ClaimScopes,
    private readonly events: Events,
    private readonly server: ServerSettings,
    clock: Clock,
  ) {
    this.#known = new BrieflyKnown(clock, () => this.#load())
  }

  /** Each resource's identifier with the scopes it knows; what another node changed is seen within a second. */
  async all(): Promise<ScopesByResource> {
    return (await this.known()).scopes
  }

  /** As they were when they were last read, for whoever goes on while the database is away. */
  get lastRead(): KnownResources | undefined {
    return this.#known.last
  }

  /** What people are told of each resource. */
  async texts(): Promise<ReadonlyMap<string, ResourceTexts>> {
    return (await this.known()).texts
  }

  /** How each takes its access tokens. */
  async tokenFormats(): Promise<ReadonlyMap<string, AccessTokenFormat>> {
    return (await this.known()).tokenFormats
  }

  /** All that is known of them. */
  async known(): Promise<KnownResources> {
    return this.#known.get()
  }

  /** Has them read again, and the scopes of the operator's own with them: either may have been changed here. */
  forget(): void {
    this.#known.forget()
  }

  /** Those that seeds have brought. */
  async seeded(): Promise<readonly SeededRow[]> {
    return findSeeded(this.unitOfWork.reads, { table: 'resources', key: 'resource' })
  }

  /** Adds or replaces a resource; says what changed. */
  async put(entry: ProtectedResource, digest: KeyedDigest): Promise<SeedChange> {
    const [change = 'unchanged'] = await this.putAll([{ entry, digest }])
    return change
  }

  /** Adds or replaces what a seed says, in one unit; says what changed of each. */
  async putAll(seeded: readonly Seeded<ProtectedResource>[]): Promise<readonly SeedChange[]> {
    const entries = seeded.map(({ entry, digest }) => ({ key: entry.resource, digest, toValues: () => toColumns(entry) }))
    return this.#change(async (tx) => {
      const changes = await putSeeded(tx, { entity: ResourceRow, column: 'resource', property: 'resource' }, entries)
      const told = entries.map(({ key }, index) => ({ resource: key, change: changes[index] ?? 'unchanged' }))
      await this.events.keepAll(
        'resource.changed',
        told.filter(({ change }) => change !== 'unchanged'),
      )
      return changes
    })
  }

  /** Removes those that came from a seed and that the list does not name; says which. */
  async prune(keep: ReadonlySet<string>): Promise<readonly string[]> {
    return this.#change(async (tx) => {
      const gone = await pruneSeeded(tx, 'resources', 'resource', keep)
      await this.events.keepAll(
        'resource.changed',
        gone.map((resource) => ({ resource, change: 'removed' })),
      )
      return gone
    })
  }

  async #load(): Promise<KnownResources> {
    const rows = await this.unitOfWork.find((entities) => entities.find(ResourceRow))
    const ownScopes = await this.claimScopes.load()
    const known = rows.map(({ resource, scopes, names, scopeTexts }) => ({ resource, scopes, names, scopeTexts }))
    const all = ownScopes.length === 0 ? known : withScopesAt(this.server.issuer, ownScopes, known)
    return {
      scopes: new Map(all.map(({ resource, scopes }) => [resource, scopes])),
      earlyScopes: new Map(rows.map(({ resource, earlyScopes }) => [resource, earlyScopes ?? []])),
      texts: new Map(all.map(({ resource, names, scopeTexts }) => [resource, { names: names ?? {}, scopes: scopeTexts ?? {} }])),
      ownScopes: ownScopes.map(({ scope }) => scope),
      claims: [...new Set(ownScopes.flatMap(({ claims }) => claims))],
      tokenFormats: new Map(rows.map((row) => [row.resource, formatOf(row)])),
    }
  }

  async #change<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.unitOfWork.run(work).finally(() => this.forget())
  }
}

type Known = Pick<ResourceRow, 'resource' | 'scopes' | 'names' | 'scopeTexts'>

/** Scopes that release claims count at this server, where UserInfo is, beside what else it may know. */
function withScopesAt(issuer: string, ownScopes: readonly ClaimScope[], rows: readonly Known[]): readonly Known[] {
  const here = rows.find(({ resource }) => resource === issuer) ?? { resource: issuer, scopes: [], names: null, scopeTexts: null }
  const texts = Object.fromEntries(ownScopes.map(({ scope, description }) => [scope, description]))
  const withOwn = {
    ...here,
    scopes: [...here.scopes, ...ownScopes.map(({ scope }) => scope)],
    scopeTexts: { ...here.scopeTexts, ...texts },
  }
  return [...rows.filter(({ resource }) => resource !== issuer), withOwn]
}

const formatOf = ({ accessTokenAlg, accessTokenTyp }: ResourceRow): AccessTokenFormat => ({
  algorithm: accessTokenAlg ?? usualFormat.algorithm,
  type: accessTokenTyp ?? usualFormat.type,
})

const toColumns = ({ scopes, names, scopeTexts, tokenFormat }: ProtectedResource) => ({
  scopes: [...scopes],
  names: names ?? null,
  scopeTexts: scopeTexts ?? null,
  accessTokenAlg: tokenFormat?.algorithm ?? null,
  accessTokenTyp: tokenFormat?.type ?? null,
})
