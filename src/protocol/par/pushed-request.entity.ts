import { Entity, Index } from 'typeorm'
import type { AuthorizationParams } from '#libs/authorization-request/authorization-params'
import { FlowColumn, JsonColumn, KeyColumn, TextColumn, TimeColumn } from '#platform/database/columns'

/** A pushed authorization request. Nothing about the person is ever written here. */
@Entity('pushed_requests')
@Index('pushed_requests_waiting', ['clientId', 'opensUntil'], { where: 'used_at IS NULL AND opens_until > 0' })
@Index('pushed_requests_expires_at', ['expiresAt'])
export class PushedRequestRow {
  @KeyColumn('handle_digest') handleDigest!: string
  @TextColumn('client_id', 200) clientId!: string
  @JsonColumn('params') params!: AuthorizationParams
  @TextColumn('dpop_jkt', 43, { nullable: true }) dpopJkt!: string | null
  @TimeColumn('opens_until') opensUntil!: number
  @TimeColumn('expires_at') expiresAt!: number
  @TimeColumn('used_at', { nullable: true }) usedAt!: number | null
  @FlowColumn() flowId!: string
}
