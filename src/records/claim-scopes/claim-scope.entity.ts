import { Entity } from 'typeorm'
import type { Translations } from '#libs/languages/pick-translation'
import { JsonColumn, KeyColumn, TextColumn } from '#platform/database/columns'

/** A scope of the operator's own: the claims that it releases. */
@Entity('claim_scopes')
export class ClaimScopeRow {
  @KeyColumn('scope', 200) scope!: string
  @JsonColumn('claims') claims!: readonly string[]
  @JsonColumn('description', { nullable: true }) description!: Translations | null
  @TextColumn('seed_digest', 64, { nullable: true }) seedDigest!: string | null
}
