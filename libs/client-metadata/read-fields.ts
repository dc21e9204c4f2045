import { didYouMean } from '../near-name/near-name'
import { excerpt } from '../oauth-params/excerpt'
import type { ClientMetadata, ClientSecret, GivenMetadata, TranslatedField } from './client-metadata'
import { readLifetimes } from './client-lifetimes'
import { wrongField } from './client-metadata-error'
import { readChoice, readCount, readFlag, readList, readText } from './field-readers'
import type { Reader, ReadingTerms } from './field-readers'
import { readClaims } from './read-claims'
import { readAlgorithm, readJwks, readScope } from './read-keys'
import {
  readClientId,
  readClientSecret,
  readClientSecrets,
  readDisplayText,
  readJwksUri,
  readLogoutUri,
  readResource,
  readWebUrl,
} from './read-names'

/** Everything that may stand in a registration. */
export type GivenFields = GivenMetadata & ClientSecret

type Readers = {
  readonly [Field in Exclude<keyof ClientMetadata, `${TranslatedField}#${string}` | 'token_endpoint_auth_method_any'>]-?: Reader<
    Required<ClientMetadata>[Field]
  >
}

const readers: Readers & { readonly [Field in keyof ClientSecret]-?: Reader<Required<ClientSecret>[Field]> } = {
  client_id: readClientId,
  client_secret: readClientSecret,
  client_secrets: readClientSecrets,
  client_name: readDisplayText,
  security_profile: readChoice(['fapi2', 'oidc']),
  client_type: readChoice(['external', 'internal']),
  logout_confirmation: readChoice(['ask', 'skip']),
  application_type: readChoice(['web', 'native']),
  redirect_uris: readList(readText(5000)),
  post_logout_redirect_uris: readList(readText(5000)),
  grant_types: readList(readChoice(['authorization_code', 'refresh_token', 'client_credentials'])),
  response_types: readList(readChoice(['code'])),
  token_endpoint_auth_method: readChoice(['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none']),
  token_endpoint_auth_signing_alg: readAlgorithm,
  jwks: readJwks,
  jwks_uri: readJwksUri,
  scope: readScope,
  id_token_signed_response_alg: readAlgorithm,
  scope_claims_in_id_token: readFlag,
  dpop_bound_access_tokens: readFlag,
  require_pushed_authorization_requests: readFlag,
  require_pkce: readFlag,
  require_auth_time: readFlag,
  default_max_age: readCount,
  default_acr_values: readList(readText(200)),
  resources: readList(readResource),
  claims: readClaims,
  allow: readText(2000),
  lifetimes: readLifetimes,
  contacts: readList(readDisplayText),
  logo_uri: readWebUrl,
  policy_uri: readWebUrl,
  tos_uri: readWebUrl,
  client_uri: readWebUrl,
  initiate_login_uri: readWebUrl,
  backchannel_logout_uri: readLogoutUri,
  backchannel_logout_session_required: readFlag,
}

const readerOfField: ReadonlyMap<string, Reader<unknown>> = new Map(Object.entries(readers))
const translated = /^(client_name|logo_uri|policy_uri|tos_uri|client_uri)#[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/

/** YAML 1.2 has no merge keys, which many parsers know from 1.1. */
const hintFor = (field: string): string =>
  field === '<<' ? '; merge keys are not part of YAML 1.2: repeat the fields' : didYouMean(field, readerOfField.keys())

function readField(field: string, value: unknown, terms: ReadingTerms): readonly [string, unknown] {
  const read = readerOfField.get(translated.exec(field)?.[1] ?? field)
  if (!read) throw wrongField(excerpt(field, 60), `is not a client field${hintFor(field)}`)
  return [field, read(value, field, terms)]
}

const isComplete = (given: object): given is GivenFields => 'client_id' in given

/**
 * Reads a registration field by field, each by its own rule; a name that is not known is refused, because it is a slip of the pen.
 *
 * @throws ClientMetadataError
 */
export function readFields(entry: unknown, terms: ReadingTerms): GivenFields {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) throw wrongField('client', 'must be a map of fields to values')
  const fields = Object.entries(entry).filter(([, value]) => value !== undefined)
  const given = Object.fromEntries(fields.map(([field, value]) => readField(field, value, terms)))
  if (!isComplete(given)) throw wrongField('client_id', 'is required')
  return given
}
