import { checkClientJwks } from '../jwk/check-client-jwks'
import { OAuthError } from '../oauth-errors/oauth-error'
import { formatScope } from '../scope/format-scope'
import { parseScope } from '../scope/parse-scope'
import type { ClientJwks } from './client-metadata'
import type { SigningAlgorithm } from '../jws/signing-algorithms'
import { ClientMetadataError, wrongField } from './client-metadata-error'
import { readChoice } from './field-readers'
import type { Reader } from './field-readers'

const sentenceOf = (error: unknown): string => {
  if (error instanceof OAuthError) return error.description
  return error instanceof Error ? error.message : String(error)
}

/** A set of public keys; what is wrong with one is told by its place, without its material. */
export const readJwks: Reader<ClientJwks> = (value, field) => {
  try {
    checkClientJwks(value)
    return value
  } catch (error) {
    throw new ClientMetadataError(field, sentenceOf(error))
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc6749#section-3.3 */
export const readScope: Reader<string> = (value, field) => {
  if (typeof value !== 'string') throw wrongField(field, 'must be a text, one space between two names (RFC6749-3.3)')
  try {
    return formatScope(parseScope(value))
  } catch (error) {
    throw wrongField(field, `${sentenceOf(error)} (RFC6749-3.3)`)
  }
}

/** Ed25519 and EdDSA name one algorithm here; none and symmetric ones have no name. */
export const readAlgorithm: Reader<SigningAlgorithm> = (value, field, terms) =>
  readChoice(['RS256', 'PS256', 'ES256', 'EdDSA'])(value === 'Ed25519' ? 'EdDSA' : value, field, terms)
