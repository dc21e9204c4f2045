import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, Matches } from 'class-validator'
import { isIdentityScope } from '#libs/authorization/authorization'
import { protocolClaims } from '#libs/token-claims/protocol-claims'
import type { ClaimScope } from '#records/claim-scopes/claim-scopes.repository'
import { Text } from './entry-rules'
import { readEntry } from './read-entry'
import { takeTexts } from './read-texts'

// RFC 6749 §3.3: scope-token
const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]+$/

/** A scope of the operator's own, as the seed writes it. */
class ScopeEntry {
  /** In the characters of RFC 6749 section 3.3; none of OpenID Connect's own, and none that a resource knows. */
  @Matches(scopeToken, { message: 'must be in the characters of RFC 6749 section 3.3' }) @Text(200) readonly scope!: string
  /** The claims that it releases: standard ones, and those of the attributes that are declared. */
  @ArrayMaxSize(100, { message: 'holds more than 100 claims' })
  @ArrayUnique({ message: 'must not name a claim twice' })
  @Text(200, { each: true })
  @ArrayNotEmpty({ message: 'must name a claim' })
  @IsArray({ message: 'must be a list' })
  readonly claims!: string[]
}

/**
 * Reads one scope that a seed declares.
 *
 * @throws Error `field: rule`
 */
export function readSeedScope(value: unknown): ClaimScope {
  const { texts: description, rest } = takeTexts(value, 'description')
  const { scope, claims } = readEntry(ScopeEntry, rest)
  if (isIdentityScope(scope)) throw new Error(`scope: ${scope} is a scope of the server's own`)
  const taken = claims.find((claim) => protocolClaims.has(claim))
  if (taken !== undefined) throw new Error(`claims: ${taken} is a claim of the protocol`)
  return { scope, claims, description }
}
