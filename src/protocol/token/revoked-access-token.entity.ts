import { Entity, Index } from 'typeorm'
import { KeyColumn, TimeColumn } from '#platform/database/columns'

/** The jti of an access token that was revoked by itself, until the token would have expired. */
@Entity('revoked_access_tokens')
@Index('revoked_access_tokens_expires_at', ['expiresAt'])
export class RevokedAccessTokenRow {
  @KeyColumn('jti') jti!: string
  @TimeColumn('expires_at') expiresAt!: number
}
