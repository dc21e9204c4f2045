import { Entity } from 'typeorm'
import type { SigningAlgorithm } from '#libs/jws/signing-algorithms'
import type { Translations } from '#libs/languages/pick-translation'
import type { AccessTokenType } from '#libs/token-claims/access-token-format'
import { JsonColumn, KeyColumn, TextColumn } from '#platform/database/columns'

/** A protected resource: an audience of access tokens, and the scopes it knows. */
@Entity('resources')
export class ResourceRow {
  @KeyColumn('resource', 500) resource!: string
  @JsonColumn('scopes') scopes!: string[]
  /** The scopes it knew before grants and consents said where a scope counts; null where it came later. */
  @JsonColumn('early_scopes', { nullable: true }) earlyScopes!: string[] | null
  @JsonColumn('names', { nullable: true }) names!: Translations | null
  @JsonColumn('scope_texts', { nullable: true }) scopeTexts!: Readonly<Record<string, Translations>> | null
  /** How it takes its access tokens; null: as RFC 9068 has them, signed with ES256. */
  @TextColumn('access_token_alg', 10, { nullable: true }) accessTokenAlg!: SigningAlgorithm | null
  @TextColumn('access_token_typ', 10, { nullable: true }) accessTokenTyp!: AccessTokenType | null
  @TextColumn('seed_digest', 64, { nullable: true }) seedDigest!: string | null
}
