import { Injectable } from '@nestjs/common'
import type { ScopesByResource } from '#libs/authorization/authorization'
import type { Translations } from '#libs/languages/pick-translation'
import { usualFormat } from '#libs/token-claims/access-token-format'
import type { AccessTokenFormat } from '#libs/token-claims/access-token-format'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { Clock } from '#platform/clock/clock'
import { Events } from '#platform/events/events'
import { lockRow } from '#platform/database/entity-rows'
import type { Transaction } from '#platform/database/transaction'
import { isUnlisted, toList } from '#platform/database/listed'
import { UnitOfWork } from '#platform/database/unit-of-work'
import type { KeyedDigest } from '#platform/secrets/keyed-digest'
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
  /** How each takes its access tokens. */
  readonly tokenFormats: ReadonlyMap<string, AccessTokenFormat>
}

/** How long, in seconds, a node takes the resources to be what they were. */
const staleSeconds = 1

/** The protected resources that access tokens can be made for. */
@Injectable()
export class Resources {
  #known: { readonly resources: Promise<KnownResources>; readonly until: EpochSeconds } | undefined
  #last: KnownResources | undefined

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** Each resource's identifier with the scopes it knows; what another node changed is seen within a second. */
  async all(): Promise<ScopesByResource> {
    return (await this.known()).scopes
  }

  /** As they were when they were last read, for whoever goes on while the database is away. */
  get lastRead(): ScopesByResource | undefined {
    return this.#last?.scopes
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
    const now = this.clock.now()
    if (!this.#known || this.#known.until <= now) this.#known = { resources: this.#load(), until: now + staleSeconds }
    return this.#known.resources
  }

  async #load(): Promise<KnownResources> {
    try {
      const rows = await this.unitOfWork.find((entities) => entities.find(ResourceRow))
      this.#last = {
        scopes: new Map(rows.map(({ resource, scopes }) => [resource, scopes])),
        earlyScopes: new Map(rows.map(({ resource, earlyScopes }) => [resource, earlyScopes ?? []])),
        texts: new Map(rows.map(({ resource, names, scopeTexts }) => [resource, { names: names ?? {}, scopes: scopeTexts ?? {} }])),
        tokenFormats: new Map(rows.map((row) => [row.resource, formatOf(row)])),
      }
      return this.#last
    } catch (error) {
      this.#known = undefined
      throw error
    }
  }

  /** Adds or replaces a resource; says what changed. */
  async put(resource: ProtectedResource, seedDigest: KeyedDigest): Promise<'created' | 'updated' | 'unchanged'> {
    return this.#change(async (tx) => {
      const change = await putRow(tx, resource, seedDigest)
      if (change !== 'unchanged') await this.events.keep('resource.changed', { resource: resource.resource, change })
      return change
    })
  }

  /** Removes those that came from a seed and that the list does not name; says which. */
  async prune(keep: ReadonlySet<string>): Promise<readonly string[]> {
    const sql = `DELETE FROM resources WHERE seed_digest IS NOT NULL AND ${isUnlisted('resource', 1)} RETURNING resource`
    return this.#change(async (tx) => {
      const gone = (await tx.query(sql, [toList([...keep])])).map((row) => row['resource'] as string)
      await this.events.keepAll(
        'resource.changed',
        gone.map((resource) => ({ resource, change: 'removed' })),
      )
      return gone
    })
  }

  async #change<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.unitOfWork.run(work).finally(() => (this.#known = undefined))
  }
}

const formatOf = ({ accessTokenAlg, accessTokenTyp }: ResourceRow): AccessTokenFormat => ({
  algorithm: accessTokenAlg ?? usualFormat.algorithm,
  type: accessTokenTyp ?? usualFormat.type,
})

const toColumns = ({ scopes, names, scopeTexts, tokenFormat }: Omit<ProtectedResource, 'resource'>) => ({
  scopes: [...scopes],
  names: names ?? null,
  scopeTexts: scopeTexts ?? null,
  accessTokenAlg: tokenFormat?.algorithm ?? null,
  accessTokenTyp: tokenFormat?.type ?? null,
})

async function putRow(tx: Transaction, { resource, ...rest }: ProtectedResource, seedDigest: KeyedDigest) {
  const known = await lockRow(tx, ResourceRow, 'resource = $1', [resource])
  if (known?.seedDigest === String(seedDigest)) return 'unchanged'
  const values = { ...toColumns(rest), seedDigest: String(seedDigest) }
  if (known) await tx.entities.update(ResourceRow, { resource }, values)
  else await tx.entities.insert(ResourceRow, { resource, ...values })
  if (seedDigest.matches(known?.seedDigest)) return 'unchanged'
  return known ? 'updated' : 'created'
}
