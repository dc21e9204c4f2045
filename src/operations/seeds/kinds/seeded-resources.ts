import { Injectable } from '@nestjs/common'
import { Clients } from '#records/clients/clients.repository'
import { Resources } from '#records/resources/resources.repository'
import { confusedTokens } from '../document/check-unique'
import type { SeedResource } from '../document/seed-document'
import type { ReadEntry, SeededKind } from './seeded-kind'

/** The resources of a seed. */
@Injectable()
export class SeededResources implements SeededKind<SeedResource> {
  readonly list = 'resources'

  constructor(
    private readonly clients: Clients,
    private readonly resources: Resources,
  ) {}

  keyOf({ resource }: SeedResource): string {
    return resource
  }

  nameOf({ resource }: SeedResource): string {
    return resource
  }

  rows() {
    return this.resources.seeded()
  }

  async check(entries: readonly ReadEntry<SeedResource>[]): Promise<void> {
    const typed = entries.filter(({ entry }) => entry.tokenFormat?.type === 'JWT')
    const taken = await this.clients.clientIdsAmong(typed.map(({ entry }) => entry.resource))
    for (const { entry, refuse } of typed) if (taken.has(entry.resource)) throw refuse(confusedTokens)
  }

  put(entries: readonly ReadEntry<SeedResource>[]) {
    return this.resources.putAll(entries)
  }

  prune(keys: ReadonlySet<string>) {
    return this.resources.prune(keys)
  }
}
