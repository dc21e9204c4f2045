import { Entity, Index } from 'typeorm'
import type { ScopesByResource } from '#libs/authorization/authorization'
import {
  FlagColumn,
  FlowColumn,
  JsonColumn,
  KeyColumn,
  LongTextColumn,
  ScopesColumn,
  TextColumn,
  TimeColumn,
} from '#platform/database/columns'

/** One authorization: what a person allowed a client, and all that came of it. */
@Entity('grants')
@Index('grants_live_sid', ['sid'], { where: 'ended_at IS NULL' })
@Index('grants_live_sub_client_id', ['sub', 'clientId', 'createdAt'], { where: 'ended_at IS NULL' })
@Index('grants_live_client_id', ['clientId', 'createdAt'], { where: 'ended_at IS NULL' })
@Index('grants_expires_at', ['expiresAt'])
@Index('grants_ended_at', ['endedAt'], { where: 'ended_at IS NOT NULL' })
export class GrantRow {
  @KeyColumn('id') id!: string
  @TextColumn('client_id', 200) clientId!: string
  @TextColumn('sub', 255) sub!: string
  @TextColumn('sid', 43) sid!: string
  @LongTextColumn('scope') scope!: string
  @JsonColumn('resources') resources!: string[]
  @ScopesColumn('allowed') allowed!: ScopesByResource | null
  @JsonColumn('claims', { nullable: true }) claims!: unknown
  @FlagColumn('offline') offline!: boolean
  @TimeColumn('auth_time') authTime!: number
  @TextColumn('acr', 100) acr!: string
  @JsonColumn('amr') amr!: string[]
  @TimeColumn('created_at') createdAt!: number
  @TimeColumn('expires_at') expiresAt!: number
  @TimeColumn('ended_at', { nullable: true }) endedAt!: number | null
  @FlowColumn() flowId!: string
}
