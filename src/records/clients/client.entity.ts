import { Entity } from 'typeorm'
import type { ClientMetadata } from '#libs/client-metadata/client-metadata'
import { JsonColumn, KeyColumn, NumberColumn, TextColumn, TimeColumn } from '#platform/database/columns'

/** A registered client. */
@Entity('clients')
export class ClientRow {
  @KeyColumn('client_id', 200) clientId!: string
  @JsonColumn('metadata') metadata!: ClientMetadata
  @TextColumn('secret_hash', 64, { nullable: true }) secretHash!: string | null
  /** Of the secret that is being replaced. */
  @TextColumn('old_secret_hash', 64, { nullable: true }) oldSecretHash!: string | null
  /** An administrator disabled it: no seed enables it again. */
  @TimeColumn('disabled_by_hand_at', { nullable: true }) disabledByHandAt!: number | null
  /** A seed disabled it, or names it no more. */
  @TimeColumn('disabled_by_seed_at', { nullable: true }) disabledBySeedAt!: number | null
  @NumberColumn('version') version!: number
  @TextColumn('seed_digest', 64, { nullable: true }) seedDigest!: string | null
  @TimeColumn('created_at') createdAt!: number
  @TimeColumn('updated_at') updatedAt!: number
}
