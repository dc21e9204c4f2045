import type { KeyedDigest } from '#platform/secrets/keyed-digest'
import type { CanonicalUsername } from '#libs/username/canonical-username'
import type { SeededUser } from './seeded-accounts'

/** A person as a file says that they should be. */
export interface ImportedUser extends Pick<
  SeededUser,
  'username' | 'claims' | 'attributes' | 'groups' | 'roles' | 'emailLogin' | 'disabled' | 'digest'
> {
  /** A random one is given to a new account that the file gives none. */
  readonly sub?: string
  /** Of what it says of the password, by the canonical name of the account; undefined where it says nothing, and the password stays. */
  readonly passwordDigestOf: ((name: CanonicalUsername) => KeyedDigest) | undefined
}

/** What is to become of an account. */
export interface PlannedImport {
  /** `refresh`: the file says nothing new, and what is kept of that is written anew under the keys of today. */
  readonly kind: 'create' | 'update' | 'refresh'
  readonly sub: string
  readonly user: ImportedUser
  /** The name that the account has until now. */
  readonly knownAs: string
  /** Whether the file gives it another password than it gave before. */
  readonly takesPassword: boolean
}

/** An account that cannot become what the file says, and the rule that it breaks. */
export interface RefusedImport {
  readonly kind: 'refuse'
  readonly rule: string
}

export type ImportFate = PlannedImport | RefusedImport | { readonly kind: 'keep' }
