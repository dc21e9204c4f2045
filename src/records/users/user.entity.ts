import { Entity, Index } from 'typeorm'
import type { AttributeValue } from '#libs/person-attributes/attribute-definition'
import { JsonColumn, KeyColumn, TextColumn, TimeColumn } from '#platform/database/columns'

/** A person's account. */
@Entity('users')
@Index('users_canonical_username', ['canonicalUsername'], { unique: true })
@Index('users_login_email', ['loginEmail'], { unique: true })
@Index('users_seeded', ['seedDigest'], { where: 'seed_digest IS NOT NULL' })
export class UserRow {
  @KeyColumn('sub', 255) sub!: string
  @TextColumn('username', 255) username!: string
  @TextColumn('canonical_username', 255) canonicalUsername!: string
  @TextColumn('password_hash', 255, { nullable: true }) passwordHash!: string | null
  @JsonColumn('claims') claims!: Record<string, unknown>
  /** Values of the attributes that the operator declares. */
  @JsonColumn('attributes', { nullable: true }) attributes!: Readonly<Record<string, AttributeValue>> | null
  /** The verified e-mail address, in its canonical form, where the person may log in by it. */
  @TextColumn('login_email', 255, { nullable: true }) loginEmail!: string | null
  /** The language of pages that the person chose. */
  @TextColumn('language', 35, { nullable: true }) language!: string | null
  /** An administrator disabled it: no seed enables it again. */
  @TimeColumn('disabled_by_hand_at', { nullable: true }) disabledByHandAt!: number | null
  /** A seed disabled it, or names it no more. */
  @TimeColumn('disabled_by_seed_at', { nullable: true }) disabledBySeedAt!: number | null
  @TextColumn('seed_digest', 64, { nullable: true }) seedDigest!: string | null
  /** Of what the last import said of the person, where the account came by one. */
  @TextColumn('import_digest', 64, { nullable: true }) importDigest!: string | null
  @TextColumn('password_seed_digest', 64, { nullable: true }) passwordSeedDigest!: string | null
  @TimeColumn('created_at') createdAt!: number
  @TimeColumn('updated_at') updatedAt!: number
}
