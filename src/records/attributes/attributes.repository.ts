import { Injectable } from '@nestjs/common'
import type { AttributeDefinition } from '#libs/person-attributes/attribute-definition'
import { Clock } from '#platform/clock/clock'
import { BrieflyKnown } from '#platform/database/briefly-known'
import type { Transaction } from '#platform/database/transaction'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Events } from '#platform/events/events'
import type { KeyedDigest } from '#platform/secrets/keyed-digest'
import { pruneSeeded } from '#records/seeded/prune-seeded'
import { putSeeded } from '#records/seeded/put-seeded'
import type { SeedChange } from '#records/seeded/put-seeded'
import { AttributeRow } from './attribute.entity'

/** The attributes that an operator has declared, by name. */
export type DeclaredAttributes = ReadonlyMap<string, AttributeDefinition>

/** The attributes of people beside the standard claims. */
@Injectable()
export class Attributes {
  readonly #known: BrieflyKnown<DeclaredAttributes>

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
    clock: Clock,
  ) {
    this.#known = new BrieflyKnown(clock, () => this.load())
  }

  /** All of them; what another node changed is seen within a second. */
  async declared(): Promise<DeclaredAttributes> {
    return this.#known.get()
  }

  /** As they stand in the database now. */
  async load(): Promise<DeclaredAttributes> {
    const rows = await this.unitOfWork.find((entities) => entities.find(AttributeRow, { order: { attribute: 'ASC' } }))
    return new Map(rows.map(({ attribute, definition }) => [attribute, definition]))
  }

  /** Adds or replaces a declaration; says what changed. Values that people have stay as they are. */
  async put(definition: AttributeDefinition, digest: KeyedDigest): Promise<SeedChange> {
    const { attribute } = definition
    return this.#change(async (tx) => {
      const change = await putSeeded(tx, { entity: AttributeRow, column: 'attribute', key: { attribute }, values: { definition }, digest })
      if (change !== 'unchanged') await this.events.keep('attribute.changed', { attribute, change })
      return change
    })
  }

  /** Removes those that came from a seed and that the list does not name; says which. Values are kept, and shown to nobody. */
  async prune(keep: ReadonlySet<string>): Promise<readonly string[]> {
    return this.#change(async (tx) => {
      const gone = await pruneSeeded(tx, 'attributes', 'attribute', keep)
      await this.events.keepAll(
        'attribute.changed',
        gone.map((attribute) => ({ attribute, change: 'removed' })),
      )
      return gone
    })
  }

  async #change<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.unitOfWork.run(work).finally(() => this.#known.forget())
  }
}
