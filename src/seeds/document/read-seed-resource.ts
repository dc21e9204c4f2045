import { ArrayUnique, IsArray, IsNotIn, Matches } from 'class-validator'
import { Text } from './entry-rules'
import { readEntry } from './read-entry'
import type { SeedResource } from './seed-document'

/** Scopes with a meaning of their own (OpenID Connect Core §5.4, §11): none belongs to a resource. */
const reserved = ['openid', 'profile', 'email', 'address', 'phone', 'offline_access']
// RFC 6749 §3.3: scope-token
const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/

/** A resource as the seed writes it. */
class ResourceEntry {
  @Text(500)
  readonly resource!: string

  @ArrayUnique({ message: 'must not name a scope twice' })
  @IsNotIn(reserved, { each: true, message: `must not name a scope of OpenID Connect (${reserved.join(', ')})` })
  @Matches(scopeToken, { each: true, message: 'must be a list of scopes in the characters of RFC 6749 section 3.3' })
  @IsArray({ message: 'must be a list' })
  readonly scopes!: string[]
}

/**
 * Reads one protected resource of a seed.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8707#section-2
 * @throws Error `field: rule`
 */
export function readSeedResource(value: unknown): SeedResource {
  const { resource, scopes } = readEntry(ResourceEntry, value)
  if (!/^[a-z][a-z0-9+.-]*:[\x21-\x7e]+$/i.test(resource) || !URL.canParse(resource)) throw new Error('resource: must be an absolute URI')
  if (resource.includes('#')) throw new Error('resource: must not have a fragment')
  return { resource, scopes }
}
