import { Entity, Index } from 'typeorm'
import { KeyColumn } from '#platform/database/columns'

/** By which value of an attribute a person is found. The values themselves are with the account. */
@Entity('attribute_values')
@Index('attribute_values_value', ['attribute', 'value', 'sub'])
export class AttributeValueRow {
  @KeyColumn('sub', 255) sub!: string
  @KeyColumn('attribute', 100) attribute!: string
  @KeyColumn('value', 200) value!: string
}
