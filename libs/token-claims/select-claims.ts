import type { ClaimsRequest } from '../authorization-request/claims-request'
import { enforces } from '../checks/enforces'
import { claimsOfScopes, supportedClaims } from './claims-of-scope'
import type { ClaimsByScope } from './claims-of-scope'

enforces('OIDCC-5.3.2', 'OIDCC-5.4', 'OIDCC-5.5', 'OIDCC-5.6')

type Claims = Readonly<Record<string, unknown>>

const pick = (claims: Claims, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.filter((name) => Object.hasOwn(claims, name)).map((name) => [name, claims[name]]))

const requested = (member: ClaimsRequest['userinfo'] | undefined): readonly string[] =>
  Object.keys(member ?? {}).filter((name) => name !== 'sub' && supportedClaims.includes(name))

/**
 * What UserInfo says of a person: the claims of the granted scopes and those asked for by name.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#UserInfoResponse
 */
export const selectUserInfoClaims = (
  claims: Claims,
  scopes: readonly string[],
  request: ClaimsRequest | undefined,
  ownScopes: ClaimsByScope = new Map(),
): Record<string, unknown> => pick(claims, [...new Set([...claimsOfScopes(scopes, ownScopes), ...requested(request?.userinfo)])])

/**
 * What the ID token says of a person: what was asked for there by name and, where the client is registered so, the claims of the granted
 * scopes. Otherwise these stand at UserInfo alone, since an access token comes with the ID token (OIDC Core §5.4).
 */
export const selectIdTokenClaims = (
  claims: Claims,
  scopes: readonly string[],
  request: ClaimsRequest | undefined,
  ownScopes: ClaimsByScope = new Map(),
): Record<string, unknown> => pick(claims, [...new Set([...claimsOfScopes(scopes, ownScopes), ...requested(request?.id_token)])])

/** What may be told of an account: its claims, and its username as the name that the person goes by, unless they have another. */
export const claimsOfAccount = ({ username, claims }: { readonly username: string; readonly claims: Claims }): Claims => ({
  preferred_username: username,
  ...claims,
})

/** The claims that a request asks for by name, wherever they are to be given. */
export const requestedClaims = (request: ClaimsRequest | undefined): readonly string[] => [
  ...new Set([...requested(request?.userinfo), ...requested(request?.id_token)]),
]
