import { Injectable } from '@nestjs/common'
import type { SeedList } from '../document/seed-document'
import { SeededAttributes } from './seeded-attributes'
import { SeededClients } from './seeded-clients'
import { SeededGroups } from './seeded-groups'
import type { SeededKind } from './seeded-kind'
import { SeededResources } from './seeded-resources'
import { SeededScopes } from './seeded-scopes'
import { SeededUsers } from './seeded-users'

/** All kinds of entries. */
@Injectable()
export class SeededKinds {
  /** In the order in which they are written: what others may name comes first. It is pruned last. */
  readonly all: readonly SeededKind[]

  constructor(
    attributes: SeededAttributes,
    scopes: SeededScopes,
    groups: SeededGroups,
    resources: SeededResources,
    clients: SeededClients,
    users: SeededUsers,
  ) {
    this.all = [attributes, scopes, groups, resources, clients, users]
  }
  of(list: SeedList): SeededKind {
    const kind = this.all.find((one) => one.list === list)
    if (!kind) throw new Error(`there is no kind of ${list}`)
    return kind
  }
}
