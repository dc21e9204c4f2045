import { Entity } from 'typeorm'
import type { ScopesByResource } from '#libs/authorization/authorization'
import { FlowColumn, JsonColumn, KeyColumn, ScopesColumn, TimeColumn } from '#platform/database/columns'

/** What a person has allowed a client, remembered. `allowed` counts; scopes and resources are what nodes of before it read. */
@Entity('consents')
export class ConsentRow {
  @KeyColumn('sub', 255) sub!: string
  @KeyColumn('client_id', 200) clientId!: string
  @JsonColumn('scopes') scopes!: string[]
  @JsonColumn('resources') resources!: string[]
  @ScopesColumn('allowed') allowed!: ScopesByResource | null
  @JsonColumn('claims') claims!: string[]
  @TimeColumn('first_granted_at', { nullable: true }) firstGrantedAt!: number | null
  @TimeColumn('granted_at') grantedAt!: number
  @FlowColumn() flowId!: string
}
