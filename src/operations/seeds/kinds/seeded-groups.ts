import { Injectable } from '@nestjs/common'
import { Groups } from '#records/groups/groups.repository'
import type { Group } from '#records/groups/groups.repository'
import type { ReadEntry, SeededKind } from './seeded-kind'

/** The groups of people that a seed declares. */
@Injectable()
export class SeededGroups implements SeededKind<Group> {
  readonly list = 'groups'

  constructor(private readonly groups: Groups) {}

  keyOf({ path }: Group): string {
    return path
  }

  nameOf({ path }: Group): string {
    return path
  }

  rows() {
    return this.groups.seeded()
  }

  put(entries: readonly ReadEntry<Group>[]) {
    return this.groups.putAll(entries)
  }

  prune(keys: ReadonlySet<string>) {
    return this.groups.prune(keys)
  }
}
