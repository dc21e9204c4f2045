import { enforces } from '../checks/enforces'
import { applyFapi2 } from '../profiles/fapi2'
import type { ClientMetadata, GivenMetadata } from './client-metadata'
import type { ReadingTerms } from './field-readers'
import { readFields } from './read-fields'
import { registrationRules } from './registration-rules'
import { withDefaults } from './with-defaults'

enforces('RFC7591-2.2', 'RFC9864-2')

/** A registration that was read and found good; the secret stands apart, because it is never kept as it came. */
export interface ReadClient {
  readonly metadata: ClientMetadata
  readonly clientSecret?: string
}

/** Which of the two ways a library sends a secret is a matter of its taste: where the operator names none, both are good. */
const takingEither = (given: GivenMetadata, secret: string | undefined): GivenMetadata =>
  given.token_endpoint_auth_method === undefined && secret !== undefined ? { ...given, token_endpoint_auth_method_any: true } : given

/**
 * Makes a client's metadata of what an operator wrote: every field read, the profile's demands and the defaults filled in, and what
 * does not go together refused.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7591#section-2
 * @throws ClientMetadataError
 */
export function toClientMetadata(entry: unknown, terms: ReadingTerms): ReadClient {
  const { client_secret: clientSecret, ...given } = readFields(entry, terms)
  const metadata = withDefaults(given.security_profile === 'fapi2' ? applyFapi2(given) : takingEither(given, clientSecret))
  for (const rule of registrationRules) rule(metadata, clientSecret, terms)
  return { metadata, ...(clientSecret !== undefined && { clientSecret }) }
}
