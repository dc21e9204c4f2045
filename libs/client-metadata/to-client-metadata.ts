import { enforces } from '../checks/enforces'
import { applyFapi2 } from '../profiles/fapi2'
import type { ClientMetadata, ClientSecret, GivenMetadata } from './client-metadata'
import { wrongField } from './client-metadata-error'
import type { ReadingTerms } from './field-readers'
import { readFields } from './read-fields'
import { registrationRules } from './registration-rules'
import { withDefaults } from './with-defaults'

enforces('RFC7591-2.2', 'RFC9864-2')

/** A registration that was read and found good; the secrets stand apart, because they are never kept as they came. */
export interface ReadClient {
  readonly metadata: ClientMetadata
  /** Those that are good, the current one first. */
  readonly clientSecrets: readonly string[]
}

function secretsOf({ client_secret: secret, client_secrets: secrets }: ClientSecret): readonly string[] {
  if (secret !== undefined && secrets !== undefined) throw wrongField('client_secrets', 'stands beside client_secret: give one of the two')
  return secrets ?? (secret === undefined ? [] : [secret])
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
  const fields = readFields(entry, terms)
  const { client_secret: _one, client_secrets: _list, ...given } = fields
  const clientSecrets = secretsOf(fields)
  const metadata = withDefaults(given.security_profile === 'fapi2' ? applyFapi2(given) : takingEither(given, clientSecrets[0]))
  for (const rule of registrationRules) rule(metadata, clientSecrets[0], terms)
  return { metadata, clientSecrets }
}
