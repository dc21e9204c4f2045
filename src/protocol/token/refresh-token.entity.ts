import { Entity, Index } from 'typeorm'
import { FlagColumn, FlowColumn, KeyColumn, TextColumn, TimeColumn } from '#platform/database/columns'

/** A refresh token. One that was rotated stays, so that its reuse is seen. */
@Entity('refresh_tokens')
@Index('refresh_tokens_grant_id', ['grantId'])
@Index('refresh_tokens_expires_at', ['expiresAt'])
export class RefreshTokenRow {
  @KeyColumn('token_digest') tokenDigest!: string
  @TextColumn('grant_id', 43) grantId!: string
  @TextColumn('client_id', 200) clientId!: string
  /** The key it is bound to, for public clients. */
  @TextColumn('dpop_jkt', 43, { nullable: true }) dpopJkt!: string | null
  /** Its access tokens are bound to a key, and always will be. */
  @FlagColumn('is_bound') isBound!: boolean
  /** Which key made its successor; null as long as it has none. */
  @TextColumn('successor_key_id', 16, { nullable: true }) successorKeyId!: string | null
  @TimeColumn('created_at') createdAt!: number
  /** After so long without use; never later than its grant's end. */
  @TimeColumn('expires_at') expiresAt!: number
  @TimeColumn('rotated_at', { nullable: true }) rotatedAt!: number | null
  /** When it was last used; null where it has not been, or was rotated. */
  @TimeColumn('used_at', { nullable: true }) usedAt!: number | null
  @FlowColumn() flowId!: string
}
