import { Injectable } from '@nestjs/common'
import type { AttributeDefinition } from '#libs/person-attributes/attribute-definition'
import { Attributes } from '#records/attributes/attributes.repository'
import type { ReadEntry, SeededKind } from './seeded-kind'

/** The attributes of people that a seed declares. */
@Injectable()
export class SeededAttributes implements SeededKind<AttributeDefinition> {
  readonly list = 'attributes'

  constructor(private readonly attributes: Attributes) {}

  keyOf({ attribute }: AttributeDefinition): string {
    return attribute
  }

  nameOf({ attribute }: AttributeDefinition): string {
    return attribute
  }

  rows() {
    return this.attributes.seeded()
  }

  put(entries: readonly ReadEntry<AttributeDefinition>[]) {
    return this.attributes.putAll(entries)
  }

  prune(keys: ReadonlySet<string>) {
    return this.attributes.prune(keys)
  }
}
