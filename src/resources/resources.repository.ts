import { Injectable } from '@nestjs/common'
import { IsNull, Not } from 'typeorm'
import type { EntityManager } from 'typeorm'
import type { KeyedDigest } from '../secrets/keyed-digest'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { Clock } from '../clock/clock'
import { Events } from '../events/events'
import { UnitOfWork } from '../database/unit-of-work'
import { ResourceRow } from './resource.entity'

/** A protected resource (RFC 8707): its identifier is the audience of its access tokens. */
export interface ProtectedResource {
  readonly resource: string
  readonly scopes: readonly string[]
}

/** How long, in seconds, a node takes the resources to be what they were. */
const staleSeconds = 1

/** The protected resources that access tokens can be made for. */
@Injectable()
export class Resources {
  #known: { readonly resources: Promise<ReadonlyMap<string, readonly string[]>>; readonly until: EpochSeconds } | undefined

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** Each resource's identifier with the scopes it knows; what another node changed is seen within a second. */
  async all(): Promise<ReadonlyMap<string, readonly string[]>> {
    const now = this.clock.now()
    if (!this.#known || this.#known.until <= now) this.#known = { resources: this.#load(), until: now + staleSeconds }
    return this.#known.resources
  }

  async #load(): Promise<ReadonlyMap<string, readonly string[]>> {
    try {
      const rows = await this.unitOfWork.read((manager) => manager.find(ResourceRow))
      return new Map(rows.map(({ resource, scopes }) => [resource, scopes]))
    } catch (error) {
      this.#known = undefined
      throw error
    }
  }

  /** Adds or replaces a resource; says what changed. */
  async put(resource: ProtectedResource, seedDigest: KeyedDigest): Promise<'created' | 'updated' | 'unchanged'> {
    return this.#change(async (manager) => {
      const change = await putRow(manager, resource, seedDigest)
      if (change !== 'unchanged') await this.events.keep('resource.changed', { resource: resource.resource, change })
      return change
    })
  }

  /** Removes those that came from a seed and that the list does not name; says which. */
  async prune(keep: ReadonlySet<string>): Promise<readonly string[]> {
    return this.#change(async (manager) => {
      const seeded = await manager.findBy(ResourceRow, { seedDigest: Not(IsNull()) })
      const gone = seeded.map(({ resource }) => resource).filter((resource) => !keep.has(resource))
      for (const resource of gone) {
        await manager.delete(ResourceRow, { resource })
        await this.events.keep('resource.changed', { resource, change: 'removed' })
      }
      return gone
    })
  }

  async #change<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return this.unitOfWork.run(work).finally(() => (this.#known = undefined))
  }
}

async function putRow(manager: EntityManager, { resource, scopes }: ProtectedResource, seedDigest: KeyedDigest) {
  const known = await manager.findOneBy(ResourceRow, { resource })
  if (known?.seedDigest === String(seedDigest)) return 'unchanged'
  const values = { scopes: [...scopes], seedDigest: String(seedDigest) }
  if (known) await manager.update(ResourceRow, { resource }, values)
  else await manager.insert(ResourceRow, { resource, ...values })
  if (seedDigest.matches(known?.seedDigest)) return 'unchanged'
  return known ? 'updated' : 'created'
}
