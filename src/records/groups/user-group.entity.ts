import { Entity } from 'typeorm'
import type { Translations } from '#libs/languages/pick-translation'
import type { Role } from '#libs/roles/role'
import { JsonColumn, KeyColumn, TextColumn } from '#platform/database/columns'

/** A group of people. The groups above it are named by its path. */
@Entity('user_groups')
export class UserGroupRow {
  @KeyColumn('path', 255) path!: string
  @JsonColumn('description', { nullable: true }) description!: Translations | null
  /** The roles that its members have. */
  @JsonColumn('roles', { nullable: true }) roles!: readonly Role[] | null
  @TextColumn('seed_digest', 64, { nullable: true }) seedDigest!: string | null
}
