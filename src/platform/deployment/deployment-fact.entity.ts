import { Entity } from 'typeorm'
import { KeyColumn, LongTextColumn, TimeColumn } from '#platform/database/columns'

/** Something that holds for all nodes of a database, written down by the first. */
@Entity('deployment_facts')
export class DeploymentFactRow {
  @KeyColumn('name', 64) name!: string
  @LongTextColumn('value') value!: string
  @TimeColumn('recorded_at') recordedAt!: number
}
