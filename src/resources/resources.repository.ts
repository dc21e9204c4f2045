import { Injectable } from '@nestjs/common'
import { IsNull, Not } from 'typeorm'
import type { KeyedDigest } from '../secrets/keyed-digest'
import { UnitOfWork } from '../database/unit-of-work'
import { ResourceRow } from './resource.entity'

/** A protected resource (RFC 8707): its identifier is the audience of its access tokens. */
export interface ProtectedResource {
  readonly resource: string
  readonly scopes: readonly string[]
}

/** The protected resources that access tokens can be made for. */
@Injectable()
export class Resources {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Each resource's identifier with the scopes it knows. */
  async all(): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await this.unitOfWork.read((manager) => manager.find(ResourceRow))
    return new Map(rows.map(({ resource, scopes }) => [resource, scopes]))
  }

  /** Adds or replaces a resource; says what changed. */
  async put({ resource, scopes }: ProtectedResource, seedDigest: KeyedDigest): Promise<'created' | 'updated' | 'unchanged'> {
    return this.unitOfWork.run(async (manager) => {
      const known = await manager.findOneBy(ResourceRow, { resource })
      if (known?.seedDigest === String(seedDigest)) return 'unchanged'
      if (known) await manager.update(ResourceRow, { resource }, { scopes: [...scopes], seedDigest: String(seedDigest) })
      else await manager.insert(ResourceRow, { resource, scopes: [...scopes], seedDigest: String(seedDigest) })
      if (seedDigest.matches(known?.seedDigest)) return 'unchanged'
      return known ? 'updated' : 'created'
    })
  }

  /** Removes those that came from a seed and that the list does not name; says which. */
  async prune(keep: ReadonlySet<string>): Promise<readonly string[]> {
    return this.unitOfWork.run(async (manager) => {
      const seeded = await manager.findBy(ResourceRow, { seedDigest: Not(IsNull()) })
      const gone = seeded.map(({ resource }) => resource).filter((resource) => !keep.has(resource))
      for (const resource of gone) await manager.delete(ResourceRow, { resource })
      return gone
    })
  }
}
