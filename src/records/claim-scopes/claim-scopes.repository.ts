import { Injectable } from '@nestjs/common'
import type { Translations } from '#libs/languages/pick-translation'
import { Clock } from '#platform/clock/clock'
import { BrieflyKnown } from '#platform/database/briefly-known'
import type { Transaction } from '#platform/database/transaction'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Events } from '#platform/events/events'
import { findSeeded } from '#records/seeded/find-seeded'
import type { SeededRow } from '#records/seeded/find-seeded'
import { pruneSeeded } from '#records/seeded/prune-seeded'
import { putSeeded } from '#records/seeded/put-seeded'
import type { SeedChange, Seeded } from '#records/seeded/put-seeded'
import { ClaimScopeRow } from './claim-scope.entity'

/** A scope of the operator's own, the claims that it releases, and what the consent page says of it. */
export interface ClaimScope {
  readonly scope: string
  readonly claims: readonly string[]
  readonly description: Translations
}

/** The scopes that release claims, beside those of OpenID Connect Core §5.4. */
@Injectable()
export class ClaimScopes {
  readonly #known: BrieflyKnown<ReadonlyMap<string, readonly string[]>>

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
    clock: Clock,
  ) {
    this.#known = new BrieflyKnown(clock, async () => new Map((await this.load()).map(({ scope, claims }) => [scope, claims])))
  }

  /** The claims of each scope; what another node changed is seen within a second. */
  async claimsByScope(): Promise<ReadonlyMap<string, readonly string[]>> {
    return this.#known.get()
  }

  /** As they stand in the database now. */
  async load(): Promise<readonly ClaimScope[]> {
    const rows = await this.unitOfWork.find((entities) => entities.find(ClaimScopeRow, { order: { scope: 'ASC' } }))
    return rows.map(({ scope, claims, description }) => ({ scope, claims, description: description ?? {} }))
  }

  /** Those that seeds have brought. */
  async seeded(): Promise<readonly SeededRow[]> {
    return findSeeded(this.unitOfWork.reads, { table: 'claim_scopes', key: 'scope' })
  }

  /** Adds or replaces what a seed says, in one unit; says what changed of each. */
  async putAll(seeded: readonly Seeded<ClaimScope>[]): Promise<readonly SeedChange[]> {
    const entries = seeded.map(({ entry, digest }) => ({ key: entry.scope, digest, toValues: () => toColumns(entry) }))
    return this.#change(async (tx) => {
      const changes = await putSeeded(tx, { entity: ClaimScopeRow, column: 'scope', property: 'scope' }, entries)
      const told = entries.map(({ key }, index) => ({ scope: key, change: changes[index] ?? 'unchanged' }))
      await this.events.keepAll(
        'scope.changed',
        told.filter(({ change }) => change !== 'unchanged'),
      )
      return changes
    })
  }

  /** Removes those that came from a seed and that the list does not name; says which. */
  async prune(keep: ReadonlySet<string>): Promise<readonly string[]> {
    return this.#change(async (tx) => {
      const gone = await pruneSeeded(tx, 'claim_scopes', 'scope', keep)
      await this.events.keepAll(
        'scope.changed',
        gone.map((scope) => ({ scope, change: 'removed' })),
      )
      return gone
    })
  }

  async #change<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.unitOfWork.run(work).finally(() => this.#known.forget())
  }
}

const toColumns = ({ claims, description }: ClaimScope) => ({
  claims,
  description: Object.keys(description).length === 0 ? null : description,
})
