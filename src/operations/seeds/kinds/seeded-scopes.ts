import { Injectable } from '@nestjs/common'
import { ClaimScopes } from '#records/claim-scopes/claim-scopes.repository'
import type { ClaimScope } from '#records/claim-scopes/claim-scopes.repository'
import { Resources } from '#records/resources/resources.repository'
import type { ReadEntry, SeededKind } from './seeded-kind'

/** The scopes of the operator's own that a seed declares. */
@Injectable()
export class SeededScopes implements SeededKind<ClaimScope> {
  readonly list = 'scopes'

  constructor(
    private readonly claimScopes: ClaimScopes,
    private readonly resources: Resources,
  ) {}

  keyOf({ scope }: ClaimScope): string {
    return scope
  }

  nameOf({ scope }: ClaimScope): string {
    return scope
  }

  rows() {
    return this.claimScopes.seeded()
  }

  async put(entries: readonly ReadEntry<ClaimScope>[]) {
    return this.claimScopes.putAll(entries).finally(() => this.resources.forget())
  }

  async prune(keys: ReadonlySet<string>) {
    return this.claimScopes.prune(keys).finally(() => this.resources.forget())
  }
}
