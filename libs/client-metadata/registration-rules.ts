import { enforces } from '../checks/enforces'
import { redirectUriFault } from '../redirect-uri/redirect-uri-fault'
import type { ClientMetadata } from './client-metadata'
import { wrongField } from './client-metadata-error'
import type { ReadingTerms } from './field-readers'
import { findUnsigned } from './find-unsigned'

enforces('RFC6749-2.3.1', 'RFC6749-3.1.2.2', 'RFC6749-4.4', 'RFC7591-2', 'RFC7591-2.1', 'OIDCRPIL-3.1')

/** Refuses what no single field shows: fields that do not go together. @throws ClientMetadataError */
export type RegistrationRule = (metadata: ClientMetadata, clientSecret: string | undefined, terms: ReadingTerms) => void

const secretMethods = new Set(['client_secret_basic', 'client_secret_post'])

const secretGoesWithMethod: RegistrationRule = ({ token_endpoint_auth_method: method }, clientSecret) => {
  const takesSecret = secretMethods.has(method)
  if (takesSecret && clientSecret === undefined)
    throw wrongField('client_secret', `is required by token_endpoint_auth_method ${method} (RFC6749-2.3.1)`)
  if (!takesSecret && clientSecret !== undefined)
    throw wrongField('client_secret', `has no use with token_endpoint_auth_method ${method}: leave it out`)
}

const keysGoWithMethod: RegistrationRule = ({ token_endpoint_auth_method: method, jwks, jwks_uri: jwksUri }) => {
  if (jwks && jwksUri) throw wrongField('jwks_uri', 'stands beside jwks: give one of the two (RFC7591-2)')
  if (method === 'private_key_jwt' && !jwks && !jwksUri)
    throw wrongField('jwks', 'token_endpoint_auth_method private_key_jwt needs jwks or jwks_uri (RFC7523-3)')
}

const grantsGoWithResponses: RegistrationRule = ({ grant_types: grants, response_types: responses, redirect_uris: redirectUris }) => {
  const takesCodes = grants.includes('authorization_code')
  if (takesCodes && redirectUris.length === 0)
    throw wrongField('redirect_uris', 'grant_types authorization_code needs at least one (RFC6749-3.1.2.2)')
  if (takesCodes && responses.length === 0) throw wrongField('response_types', 'grant_types authorization_code needs code (RFC7591-2.1)')
  if (!takesCodes && responses.length > 0) throw wrongField('response_types', 'code needs grant_types authorization_code (RFC7591-2.1)')
}

const publicClientsProveNothing: RegistrationRule = ({ token_endpoint_auth_method: method, grant_types: grants, resources }) => {
  if (method !== 'none') return
  const rule = 'needs a client that authenticates, and token_endpoint_auth_method is none'
  if (grants.includes('client_credentials')) throw wrongField('grant_types', `client_credentials ${rule} (RFC6749-4.4)`)
  if (resources) throw wrongField('resources', `introspection ${rule} (RFC7662-2.1)`)
  if (grants.length === 0) throw wrongField('grant_types', `a resource server ${rule} (RFC7662-2.1)`)
}

const redirectsAreSafe: RegistrationRule = (metadata, _, { production }) => {
  const terms = { applicationType: metadata.application_type, profile: metadata.security_profile, production }
  for (const field of ['redirect_uris', 'post_logout_redirect_uris'] as const) {
    const fault = metadata[field].map((uri) => redirectUriFault(uri, terms)).find((found) => found !== undefined)
    if (fault !== undefined) throw wrongField(field, fault)
  }
}

const questionsAreSkippedInTheHouse: RegistrationRule = ({ client_type: type, logout_confirmation: confirmation }) => {
  if (confirmation === 'skip' && type !== 'internal') throw wrongField('logout_confirmation', 'skip needs client_type internal')
}

const idTokensAreSigned: RegistrationRule = (metadata, _, { signingAlgorithms }) => {
  const missing = signingAlgorithms && findUnsigned(metadata, signingAlgorithms)
  if (missing !== undefined)
    throw wrongField(
      'id_token_signed_response_alg',
      `must be one of ${signingAlgorithms?.join(', ')}: ALDGATE_SIGNING_ALGORITHMS leaves out ${missing}`,
    )
}

/** In the order in which they are asked; to add a rule is to add a line. */
export const registrationRules: readonly RegistrationRule[] = [
  redirectsAreSafe,
  grantsGoWithResponses,
  publicClientsProveNothing,
  secretGoesWithMethod,
  keysGoWithMethod,
  questionsAreSkippedInTheHouse,
  idTokensAreSigned,
]
