import type { AccessTokenFormat } from '#libs/token-claims/access-token-format'
import type { ClientMetadata } from '#libs/client-metadata/client-metadata'
import type { Translations } from '#libs/languages/pick-translation'

/** What a seed says there should be. */
export interface SeedDocument {
  /** Whether entries that have gone from the seed go from the server too. */
  readonly prune: boolean
  readonly clients: readonly SeedClient[]
  readonly users: readonly SeedUser[]
  readonly resources: readonly SeedResource[]
}

export interface SeedClient {
  readonly metadata: ClientMetadata
  readonly clientSecret?: string
}

/** An account; it has either a password or the hash of one. */
export interface SeedUser {
  readonly username: string
  readonly password?: string
  readonly passwordHash?: string
  readonly sub?: string
  /** OpenID Connect's standard claims, by their names on the wire. */
  readonly claims: Readonly<Record<string, unknown>>
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
