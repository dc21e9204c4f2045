import { Entity } from 'typeorm'
import { FlowColumn, JsonColumn, KeyColumn, TimeColumn } from '#platform/database/columns'

/** What a person has allowed a client, remembered. */
@Entity('consents')
export class ConsentRow {
  @KeyColumn('sub', 255) sub!: string
  @KeyColumn('client_id', 200) clientId!: string
  @JsonColumn('scopes') scopes!: string[]
  @JsonColumn('resources') resources!: string[]
  @JsonColumn('claims') claims!: string[]
  @TimeColumn('granted_at') grantedAt!: number
  @FlowColumn() flowId!: string
}
