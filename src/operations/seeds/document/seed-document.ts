import type { AccessTokenFormat } from '#libs/token-claims/access-token-format'
import type { AttributeDefinition, AttributeValue } from '#libs/person-attributes/attribute-definition'
import type { Role } from '#libs/roles/role'
import type { ClaimScope } from '#records/claim-scopes/claim-scopes.repository'
import type { Group } from '#records/groups/groups.repository'
import type { ClientMetadata } from '#libs/client-metadata/client-metadata'
import type { Translations } from '#libs/languages/pick-translation'

/** What a seed says there should be. */
export interface SeedDocument {
  /** Whether entries that have gone from the seed go from the server too. */
  readonly prune: boolean
  readonly clients: readonly SeedClient[]
  readonly users: readonly SeedUser[]
  readonly resources: readonly SeedResource[]
  readonly groups: readonly Group[]
  readonly attributes: readonly AttributeDefinition[]
  readonly scopes: readonly ClaimScope[]
}

/** The lists of a seed. */
export type SeedList = Exclude<keyof SeedDocument, 'prune'>

export interface SeedClient {
  readonly metadata: ClientMetadata
  /** Those that are good, the current one first. */
  readonly clientSecrets: readonly string[]
}

/** An account; it has either a password or the hash of one. */
export interface SeedUser {
  readonly username: string
  readonly password?: string
  readonly passwordHash?: string
  readonly sub?: string
  /** OpenID Connect's standard claims, by their names on the wire. */
  readonly claims: Readonly<Record<string, unknown>>
  /** Values of the attributes that the operator declares; held to the declarations when they are known. */
  readonly attributes?: Readonly<Record<string, AttributeValue>>
  /** Paths of the groups that the person is a member of. */
  readonly groups?: readonly string[]
  readonly roles?: readonly Role[]
  readonly emailLogin?: boolean
  readonly disabled: boolean
}

/** A protected resource (RFC 8707) and the scopes it knows. */
export interface SeedResource {
  readonly resource: string
  readonly scopes: readonly string[]
  /** What people see instead of the identifier, by language. */
  readonly names?: Translations
  /** What a scope allows, in words, by language. */
  readonly scopeTexts?: Readonly<Record<string, Translations>>
  /** How it takes its access tokens, where it says so. */
  readonly tokenFormat?: AccessTokenFormat
}
