import { ArrayUnique, IsArray, IsIn, IsNotIn, IsObject, Matches } from 'class-validator'
import type { SigningAlgorithm } from '#libs/jws/signing-algorithms'
import type { ReadingTerms } from '#libs/client-metadata/field-readers'
import { signingAlgorithms } from '#libs/jws/signing-algorithms'
import type { Translations } from '#libs/languages/pick-translation'
import { usualFormat } from '#libs/token-claims/access-token-format'
import type { AccessTokenType } from '#libs/token-claims/access-token-format'
import { Optional, Text } from './entry-rules'
import { isMapping, readEntry } from './read-entry'
import { readTranslations, takeTranslations } from './read-translations'
import type { SeedResource } from './seed-document'

/** Scopes with a meaning of their own (OpenID Connect Core §5.4, §11, RFC 9068 §2.2.3.1): none belongs to a resource. */
const reserved = ['openid', 'profile', 'email', 'address', 'phone', 'offline_access', 'groups', 'roles', 'entitlements']
// RFC 6749 §3.3: scope-token
const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/

const types: readonly AccessTokenType[] = ['at+jwt', 'JWT']

/** A resource as the seed writes it. */
class ResourceEntry {
  /** An absolute URI without a fragment (RFC 8707): the audience of its access tokens. */
  @Text(500)
  readonly resource!: string

  /** The scopes it knows; none of OpenID Connect's own. */
  @ArrayUnique({ message: 'must not name a scope twice' })
  @IsNotIn(reserved, { each: true, message: `must not name a scope of the server's own (${reserved.join(', ')})` })
  @Matches(scopeToken, { each: true, message: 'must be a list of scopes in the characters of RFC 6749 section 3.3' })
  @IsArray({ message: 'must be a list' })
  readonly scopes!: string[]

  /** For each scope, what it allows in words: a text, or texts by language, of which the first is for all others. */
  @Optional()
  @IsObject({ message: 'must be a mapping' })
  readonly scope_descriptions?: Readonly<Record<string, unknown>>

  /** What its access tokens are signed with: `ES256` (unless told), `RS256`, `PS256` or `EdDSA`. Clients with `fapi2` are never given `RS256`. */
  @Optional()
  @IsIn(signingAlgorithms, { message: `must be one of ${signingAlgorithms.join(', ')}` })
  readonly access_token_signed_response_alg?: SigningAlgorithm

  /** `typ` of its access tokens: `at+jwt` (unless told), or `JWT` for APIs that know no other. */
  @Optional()
  @IsIn(types, { message: `must be one of ${types.join(', ')}` })
  readonly access_token_typ?: AccessTokenType
}

/**
 * Reads one protected resource of a seed.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8707#section-2
 * @throws Error `field: rule`
 */
export function readSeedResource(value: unknown, terms: Pick<ReadingTerms, 'signingAlgorithms'>): SeedResource {
  const { texts: names, rest } = isMapping(value) ? takeTranslations(value, 'resource_name') : { texts: {}, rest: {} }
  const entry = readEntry(ResourceEntry, isMapping(value) ? rest : value)
  checkSigned(entry, terms)
  const { resource, scopes, scope_descriptions: descriptions } = entry
  if (!/^[a-z][a-z0-9+.-]*:[\x21-\x7e]+$/i.test(resource) || !URL.canParse(resource)) throw new Error('resource: must be an absolute URI')
  if (resource.includes('#')) throw new Error('resource: must not have a fragment')
  return {
    resource,
    scopes,
    ...(Object.keys(names).length > 0 && { names }),
    ...(descriptions && { scopeTexts: readScopeTexts(descriptions, scopes) }),
    ...tokenFormatOf(entry),
  }
}

function checkSigned(
  { access_token_signed_response_alg: algorithm }: ResourceEntry,
  { signingAlgorithms: inUse = signingAlgorithms }: Pick<ReadingTerms, 'signingAlgorithms'>,
): void {
  if (algorithm === undefined || inUse.includes(algorithm)) return
  throw new Error(
    `access_token_signed_response_alg: must be one of ${inUse.join(', ')}: ALDGATE_SIGNING_ALGORITHMS leaves out ${algorithm}`,
  )
}

/** Nothing where the entry says nothing: what it is known by stays as it was. */
function tokenFormatOf({ access_token_signed_response_alg: algorithm, access_token_typ: type }: ResourceEntry): Partial<SeedResource> {
  if (algorithm === undefined && type === undefined) return {}
  return { tokenFormat: { algorithm: algorithm ?? usualFormat.algorithm, type: type ?? usualFormat.type } }
}

function readScopeTexts(
  descriptions: Readonly<Record<string, unknown>>,
  scopes: readonly string[],
): Readonly<Record<string, Translations>> {
  const stranger = Object.keys(descriptions).find((scope) => !scopes.includes(scope))
  if (stranger !== undefined) throw new Error(`scope_descriptions: ${stranger.slice(0, 100)} is none of the scopes`)
  return Object.fromEntries(
    Object.entries(descriptions).map(([scope, value]) => [scope, readTranslations(value, `scope_descriptions.${scope}`)]),
  )
}
