import { Entity, Index } from 'typeorm'
import { FlowColumn, KeyColumn, LongTextColumn, TextColumn, TimeColumn } from '#platform/database/columns'

/** An authorization code; its row stays until its grant ends, so that a late replay still ends the tokens. */
@Entity('authorization_codes')
@Index('authorization_codes_interaction_id', ['interactionId'], { unique: true })
@Index('authorization_codes_grant_id', ['grantId'])
@Index('authorization_codes_unused', ['expiresAt'], { where: 'used_at IS NULL AND expires_at > 0' })
export class AuthorizationCodeRow {
  @KeyColumn('code_digest') codeDigest!: string
  @TextColumn('interaction_id', 43) interactionId!: string
  @TextColumn('grant_id', 43) grantId!: string
  @TextColumn('client_id', 200) clientId!: string
  @LongTextColumn('redirect_uri') redirectUri!: string
  @TextColumn('code_challenge', 43, { nullable: true }) codeChallenge!: string | null
  @TextColumn('dpop_jkt', 43, { nullable: true }) dpopJkt!: string | null
  @TextColumn('nonce', 512, { nullable: true }) nonce!: string | null
  @TimeColumn('expires_at') expiresAt!: number
  @TimeColumn('used_at', { nullable: true }) usedAt!: number | null
  @FlowColumn() flowId!: string
}
