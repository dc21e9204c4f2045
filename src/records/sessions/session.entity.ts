import { Entity, Index } from 'typeorm'
import { FlowColumn, JsonColumn, KeyColumn, TextColumn, TimeColumn } from '#platform/database/columns'

/** A browser in which a person is logged in. */
@Entity('sessions')
@Index('sessions_sid', ['sid'], { unique: true })
@Index('sessions_sub', ['sub'])
@Index('sessions_idle_expires_at', ['idleExpiresAt'])
export class SessionRow {
  @KeyColumn('handle_digest') handleDigest!: string
  @TextColumn('sid', 43) sid!: string
  @TextColumn('sub', 255) sub!: string
  @TextColumn('acr', 100) acr!: string
  @JsonColumn('amr') amr!: string[]
  @TextColumn('interaction_id', 43, { nullable: true }) interactionId!: string | null
  @TextColumn('browser', 100, { nullable: true }) browser!: string | null
  /** Digest of the cookie that the browser is known by. */
  @TextColumn('browser_mark', 43, { nullable: true }) browserMark!: string | null
  /** The network that the login came from, without the part that names one machine. */
  @TextColumn('network', 43, { nullable: true }) network!: string | null
  @TimeColumn('auth_time') authTime!: number
  /** Null where it began before this was written down. */
  @TimeColumn('last_used_at', { nullable: true }) lastUsedAt!: number | null
  @TimeColumn('idle_expires_at') idleExpiresAt!: number
  @TimeColumn('expires_at') expiresAt!: number
  @FlowColumn() flowId!: string
}
