import { Injectable } from '@nestjs/common'
import { LRUCache } from 'lru-cache'
import { IsNull } from 'typeorm'
import { RegisteredClient } from '#libs/client-metadata/registered-client'
import type { ClientMetadata } from '#libs/client-metadata/client-metadata'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { Events } from '#platform/events/events'
import { Clock } from '#platform/clock/clock'
import { isEnabled } from '#platform/database/enabled-rows'
import { isListed, isUnlisted, toList } from '#platform/database/listed'
import { UnitOfWork } from '#platform/database/unit-of-work'
import type { KeyedDigest } from '#platform/secrets/keyed-digest'
import { findSeeded } from '#records/seeded/find-seeded'
import type { SeededRow } from '#records/seeded/find-seeded'
import { putSeeded } from '#records/seeded/put-seeded'
import type { SeedChange } from '#records/seeded/put-seeded'
import { ClientRow } from './client.entity'

/** A client as this server keeps it: its registration, and what is stored of its secrets, the current one first. */
export interface KnownClient {
  readonly client: RegisteredClient
  readonly secretHashes: readonly string[]
}

/** What a seed says of a client. */
export interface SeededClient {
  readonly metadata: ClientMetadata
  /** At most two, that of the current secret first. */
  readonly secretHashes: readonly string[]
  readonly digest: KeyedDigest
}

interface CachedClient {
  readonly version: number
  readonly client: RegisteredClient
}

/** Registrations kept in memory, by the version of their row: never older than the row. */
const cachedClients = 2_000

/** The registered clients. A disabled one is not found. */
@Injectable()
export class Clients {
  readonly #cache = new LRUCache<string, CachedClient>({ max: cachedClients })

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  async find(clientId: string): Promise<RegisteredClient | undefined> {
    return (await this.findWithSecret(clientId))?.client
  }

  async findWithSecret(clientId: string): Promise<KnownClient | undefined> {
    const sql = `SELECT version, secret_hash, old_secret_hash FROM clients WHERE client_id = $1 AND ${isEnabled}`
    const [row] = await this.unitOfWork.lookUps.query(sql, [clientId])
    if (!row) return undefined
    const client = await this.#registration(clientId, Number(row['version']))
    return client && { client, secretHashes: [row['secret_hash'], row['old_secret_hash']].filter((hash) => typeof hash === 'string') }
  }

  /** Those of the ids that clients have, disabled or not. */
  async clientIdsAmong(ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set()
    const sql = `SELECT client_id FROM clients WHERE ${isListed('client_id', 1)}`
    return new Set((await this.unitOfWork.reads.query(sql, [toList(ids)])).map((row) => row['client_id'] as string))
  }

  /** All clients that are not disabled. */
  async all(): Promise<readonly RegisteredClient[]> {
    const rows = await this.unitOfWork.find((entities) =>
      entities.findBy(ClientRow, { disabledByHandAt: IsNull(), disabledBySeedAt: IsNull() }),
    )
    return rows.map(({ metadata }) => new RegisteredClient(metadata))
  }

  /** The clients that seeds have brought. */
  async seeded(): Promise<readonly SeededRow[]> {
    return findSeeded(this.unitOfWork.reads, { table: 'clients', key: 'client_id' })
  }

  /** Adds or replaces a client from a seed; says what changed. */
  async put(metadata: ClientMetadata, secretHashes: readonly string[], digest: KeyedDigest): Promise<SeedChange> {
    const [change = 'unchanged'] = await this.putAll([{ metadata, secretHashes, digest }])
    return change
  }

  /** Adds or replaces clients from a seed, in one unit; says what changed of each. */
  async putAll(seeded: readonly SeededClient[]): Promise<readonly SeedChange[]> {
    const now = this.clock.now()
    const entries = seeded.map((one) => ({ key: one.metadata.client_id, digest: one.digest, toValues: toValues(one, now) }))
    return this.unitOfWork.run(async (tx) => {
      const changes = await putSeeded(tx, { entity: ClientRow, column: 'client_id', property: 'clientId' }, entries)
      const told = entries.map(({ key }, index) => ({ clientId: key, change: changes[index] ?? 'unchanged' }))
      await this.events.keepAll(
        'client.changed',
        told.filter(({ change }) => change !== 'unchanged'),
      )
      return changes
    })
  }

  /** Puts a hash of the same secret under another key in place, unless the secret has changed meanwhile. */
  async renewSecretHash(clientId: string, known: string, renewed: string): Promise<void> {
    await this.unitOfWork.run(async ({ entities }) => {
      await entities.update(ClientRow, { clientId, secretHash: known }, { secretHash: renewed })
      await entities.update(ClientRow, { clientId, oldSecretHash: known }, { oldSecretHash: renewed })
    })
  }

  /** Disables those that came from a seed and that the list does not name: they are refused everywhere at once. Says which. */
  async prune(keep: ReadonlySet<string>): Promise<readonly string[]> {
    const sql = `UPDATE clients SET disabled_by_seed_at = $1, seed_digest = NULL, updated_at = $2
      WHERE seed_digest IS NOT NULL AND ${isUnlisted('client_id', 3)} RETURNING client_id`
    const now = this.clock.now()
    return this.unitOfWork.run(async (tx) => {
      const rows = await tx.query(sql, [now, now, toList([...keep])])
      const gone = rows.map((row) => row['client_id'] as string)
      await this.events.keepAll(
        'client.changed',
        gone.map((clientId) => ({ clientId, change: 'disabled' })),
      )
      return gone
    })
  }

  async #registration(clientId: string, version: number): Promise<RegisteredClient | undefined> {
    const cached = this.#cache.get(clientId)
    if (cached?.version === version) return cached.client
    const row = await this.unitOfWork.find((entities) => entities.findOneBy(ClientRow, { clientId }))
    if (!row) return undefined
    const client = new RegisteredClient(row.metadata)
    this.#cache.set(clientId, { version: row.version, client })
    return client
  }
}

const toValues =
  ({ metadata, secretHashes }: SeededClient, now: EpochSeconds) =>
  (known: ClientRow | undefined) => ({
    metadata,
    secretHash: secretHashes[0] ?? null,
    oldSecretHash: secretHashes[1] ?? null,
    disabledBySeedAt: null,
    version: (known?.version ?? 0) + 1,
    createdAt: known?.createdAt ?? now,
    updatedAt: now,
  })
