import { Injectable } from '@nestjs/common'
import { LRUCache } from 'lru-cache'
import { IsNull } from 'typeorm'
import { RegisteredClient } from '#libs/client-metadata/registered-client'
import type { ClientMetadata } from '#libs/client-metadata/client-metadata'
import { Events } from '#platform/events/events'
import { Clock } from '#platform/clock/clock'
import { isEnabled } from '#platform/database/enabled-rows'
import { lockRow } from '#platform/database/entity-rows'
import { isUnlisted, toList } from '#platform/database/listed'
import { UnitOfWork } from '#platform/database/unit-of-work'
import type { KeyedDigest } from '#platform/secrets/keyed-digest'
import { ClientRow } from './client.entity'

/** A client as this server keeps it: its registration, and what is stored of its secret. */
export interface KnownClient {
  readonly client: RegisteredClient
  readonly secretHash: string | undefined
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
    const sql = `SELECT version, secret_hash FROM clients WHERE client_id = $1 AND ${isEnabled}`
    const [row] = await this.unitOfWork.lookUps.query(sql, [clientId])
    if (!row) return undefined
    const client = await this.#registration(clientId, Number(row['version']))
    return client && { client, secretHash: (row['secret_hash'] as string | null) ?? undefined }
  }

  /** Whether a client has this id, disabled or not. */
  async isClientId(clientId: string): Promise<boolean> {
    return this.unitOfWork.find((entities) => entities.existsBy(ClientRow, { clientId }))
  }

  /** All clients that are not disabled. */
  async all(): Promise<readonly RegisteredClient[]> {
    const rows = await this.unitOfWork.find((entities) =>
      entities.findBy(ClientRow, { disabledByHandAt: IsNull(), disabledBySeedAt: IsNull() }),
    )
    return rows.map(({ metadata }) => new RegisteredClient(metadata))
  }

  /** Adds or replaces a client from a seed; says what changed. */
  async put(metadata: ClientMetadata, secretHash: string | null, seedDigest: KeyedDigest): Promise<'created' | 'updated' | 'unchanged'> {
    const { client_id: clientId } = metadata
    const now = this.clock.now()
    return this.unitOfWork.run(async (tx) => {
      const known = await lockRow(tx, ClientRow, 'client_id = $1', [clientId])
      if (known?.seedDigest === String(seedDigest)) return 'unchanged'
      const values = {
        metadata,
        secretHash,
        disabledBySeedAt: null,
        seedDigest: String(seedDigest),
        updatedAt: now,
      }
      if (known) await tx.entities.update(ClientRow, { clientId }, { ...values, version: known.version + 1 })
      else await tx.entities.insert(ClientRow, { clientId, createdAt: now, ...values, version: 1 })
      // What was written under a key that is on its way out is written anew, so that nothing depends on it any more.
      if (seedDigest.matches(known?.seedDigest)) return 'unchanged'
      const change = known ? 'updated' : 'created'
      await this.events.keep('client.changed', { clientId, change })
      return change
    })
  }

  /** Puts a hash of the same secret under another key in place, unless the secret has changed meanwhile. */
  async renewSecretHash(clientId: string, known: string, renewed: string): Promise<void> {
    await this.unitOfWork.run(({ entities }) => entities.update(ClientRow, { clientId, secretHash: known }, { secretHash: renewed }))
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
