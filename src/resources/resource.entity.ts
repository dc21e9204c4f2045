import { Entity } from 'typeorm'
import { JsonColumn, KeyColumn, TextColumn } from '../database/columns'

/** A protected resource: an audience of access tokens, and the scopes it knows. */
@Entity('resources')
export class ResourceRow {
  @KeyColumn('resource', 500) resource!: string
  @JsonColumn('scopes') scopes!: string[]
  @TextColumn('seed_digest', 64, { nullable: true }) seedDigest!: string | null
}
