import { Entity } from 'typeorm'
import type { AttributeDefinition } from '#libs/person-attributes/attribute-definition'
import { JsonColumn, KeyColumn, TextColumn } from '#platform/database/columns'

/** An attribute of people that the operator declares. */
@Entity('attributes')
export class AttributeRow {
  @KeyColumn('attribute', 100) attribute!: string
  @JsonColumn('definition') definition!: AttributeDefinition
  @TextColumn('seed_digest', 64, { nullable: true }) seedDigest!: string | null
}
