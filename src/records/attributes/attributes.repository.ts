import { Injectable } from '@nestjs/common'
import type { AttributeDefinition } from '#libs/person-attributes/attribute-definition'
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

  /** Those that seeds have brought. */
  async seeded(): Promise<readonly SeededRow[]> {
    return findSeeded(this.unitOfWork.reads, { table: 'attributes', key: 'attribute' })
  }

  /** Adds or replaces what a seed says, in one unit; says what changed of each. */
  async putAll(seeded: readonly Seeded<AttributeDefinition>[]): Promise<readonly SeedChange[]> {
    const entries = seeded.map(({ entry, digest }) => ({ key: entry.attribute, digest, toValues: () => toColumns(entry) }))
    return this.#change(async (tx) => {
      const changes = await putSeeded(tx, { entity: AttributeRow, column: 'attribute', property: 'attribute' }, entries)
      const told = entries.map(({ key }, index) => ({ attribute: key, change: changes[index] ?? 'unchanged' }))
      await this.events.keepAll(
        'attribute.changed',
        told.filter(({ change }) => change !== 'unchanged'),
      )
      return changes
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

const toColumns = (definition: AttributeDefinition) => ({ definition })
