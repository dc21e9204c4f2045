import { enforces } from '../checks/enforces'

enforces('OIDCC-5.1', 'OIDCC-5.4')

const profile = [
  'name',
  'family_name',
  'given_name',
  'middle_name',
  'nickname',
  'preferred_username',
  'profile',
  'picture',
  'website',
  'gender',
  'birthdate',
  'zoneinfo',
  'locale',
  'updated_at',
]

/**
 * The claims that each scope asks for.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#ScopeClaims
 */
const claimsByScope: ReadonlyMap<string, readonly string[]> = new Map([
  ['profile', profile],
  ['email', ['email', 'email_verified']],
  ['address', ['address']],
  ['phone', ['phone_number', 'phone_number_verified']],
  // RFC 9068 §2.2.3.1
  ['groups', ['groups']],
  ['roles', ['roles']],
  ['entitlements', ['entitlements']],
])

/** The scopes that OpenID Connect defines, and those of authorization information in access tokens. */
export const identityScopes: readonly string[] = ['openid', ...claimsByScope.keys(), 'offline_access']

/** The claims of each scope of an operator's own. */
export type ClaimsByScope = ReadonlyMap<string, readonly string[]>

/** @param own the claims of the operator's own scopes */
export const claimsOfScopes = (scopes: readonly string[], own: ClaimsByScope = new Map()): readonly string[] =>
  scopes.flatMap((scope) => claimsByScope.get(scope) ?? own.get(scope) ?? [])

/** Every claim about a person that this server can give. */
export const supportedClaims: readonly string[] = ['sub', ...claimsOfScopes(identityScopes)]
