import { Injectable } from '@nestjs/common'
import type { Translations } from '#libs/languages/pick-translation'
import { Clock } from '#platform/clock/clock'
import { BrieflyKnown } from '#platform/database/briefly-known'
import type { Transaction } from '#platform/database/transaction'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Events } from '#platform/events/events'
import type { KeyedDigest } from '#platform/secrets/keyed-digest'
import { pruneSeeded } from '#records/seeded/prune-seeded'
import { putSeeded } from '#records/seeded/put-seeded'
import type { SeedChange } from '#records/seeded/put-seeded'
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

  /** Adds or replaces a scope; says what changed. */
  async put({ scope, claims, description }: ClaimScope, digest: KeyedDigest): Promise<SeedChange> {
    const values = { claims, description: Object.keys(description).length === 0 ? null : description }
    return this.#change(async (tx) => {
      const change = await putSeeded(tx, { entity: ClaimScopeRow, column: 'scope', key: { scope }, values, digest })
      if (change !== 'unchanged') await this.events.keep('scope.changed', { scope, change })
      return change
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
