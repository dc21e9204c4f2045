import { ArrayUnique, IsArray, IsNotIn, IsObject, Matches } from 'class-validator'
import type { Translations } from '#libs/languages/pick-translation'
import { Optional, Text } from './entry-rules'
import { isMapping, readEntry } from './read-entry'
import { readTranslations, takeTranslations } from './read-translations'
import type { SeedResource } from './seed-document'

/** Scopes with a meaning of their own (OpenID Connect Core §5.4, §11): none belongs to a resource. */
const reserved = ['openid', 'profile', 'email', 'address', 'phone', 'offline_access']
// RFC 6749 §3.3: scope-token
const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/

/** A resource as the seed writes it. */
class ResourceEntry {
  /** An absolute URI without a fragment (RFC 8707): the audience of its access tokens. */
  @Text(500)
  readonly resource!: string

  /** The scopes it knows; none of OpenID Connect's own. */
  @ArrayUnique({ message: 'must not name a scope twice' })
  @IsNotIn(reserved, { each: true, message: `must not name a scope of OpenID Connect (${reserved.join(', ')})` })
  @Matches(scopeToken, { each: true, message: 'must be a list of scopes in the characters of RFC 6749 section 3.3' })
  @IsArray({ message: 'must be a list' })
  readonly scopes!: string[]

  /** For each scope, what it allows in words: a text, or texts by language, of which the first is for all others. */
  @Optional()
  @IsObject({ message: 'must be a mapping' })
  readonly scope_descriptions?: Readonly<Record<string, unknown>>
}

/**
 * Reads one protected resource of a seed.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8707#section-2
 * @throws Error `field: rule`
 */
export function readSeedResource(value: unknown): SeedResource {
  const { texts: names, rest } = isMapping(value) ? takeTranslations(value, 'resource_name') : { texts: {}, rest: {} }
  const { resource, scopes, scope_descriptions: descriptions } = readEntry(ResourceEntry, isMapping(value) ? rest : value)
  if (!/^[a-z][a-z0-9+.-]*:[\x21-\x7e]+$/i.test(resource) || !URL.canParse(resource)) throw new Error('resource: must be an absolute URI')
  if (resource.includes('#')) throw new Error('resource: must not have a fragment')
  return {
    resource,
    scopes,
    ...(Object.keys(names).length > 0 && { names }),
    ...(descriptions && { scopeTexts: readScopeTexts(descriptions, scopes) }),
  }
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
