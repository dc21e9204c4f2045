import { enforces } from '../checks/enforces'
import { parseLoopbackUri } from '../redirect-uri/loopback-uri'
import { hasUriCharacters, isAbsoluteUri } from '../redirect-uri/absolute-uri'
import { wrongField } from './client-metadata-error'
import { named, readList, readText } from './field-readers'
import type { Reader } from './field-readers'

enforces('RFC6749-A.1', 'RFC7591-2', 'RFC7591-5', 'FAPI2-SP-FINAL-5.4.2-1', 'OIDCBCL-2.2', 'RFC6749-A.2', 'RFC8707-2')

const printable = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/
// controls, lone surrogates, line separators, and the characters that turn the direction of text or have no width
const deceptive = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u
const maxUriLength = 2000

const isHarmlessId = (id: string): boolean => printable.test(id) && !(id in Object.prototype)

/** @see https://www.rfc-editor.org/rfc/rfc6749#appendix-A.1 */
export const readClientId = readText(200, isHarmlessId, 'must be printable ASCII, and no name that every object has (RFC6749-A.1)')

/** The rule is told, the value never. @see https://www.rfc-editor.org/rfc/rfc6749#appendix-A.2 */
export const readClientSecret: Reader<string> = (value, field, terms) => {
  const secret = readText(500, (text) => printable.test(text), 'must be printable ASCII (RFC6749-A.2)')(value, field, terms)
  if (secret.length < 32) throw wrongField(field, 'is shorter than 32 characters')
  return secret
}

/** At most two: who replaces a secret needs the old one until every instance has the new one, and no longer. */
export const readClientSecrets: Reader<readonly string[]> = (value, field, terms) => {
  const secrets = readList(readClientSecret)(value, field, terms)
  if (secrets.length === 0 || secrets.length > 2) throw wrongField(field, 'must hold one secret, or the new one and the old one')
  if (new Set(secrets).size < secrets.length) throw wrongField(field, 'holds the same secret twice')
  return secrets
}

const readUndeceptive = (longest: number) =>
  readText(longest, (text) => !deceptive.test(text), 'holds control characters or such as turn the direction of text (RFC7591-5)')

/** A name that people read: nothing that makes one look like another. */
export const readDisplayText = readUndeceptive(100)

/** A sentence that people read. */
export const readDisplaySentence = readUndeceptive(300)

const isHttps = (uri: string): boolean =>
  uri.startsWith('https://') && hasUriCharacters(uri) && URL.canParse(uri) && !/^https:\/\/[^/?#]*@/.test(uri)

/** @see https://openid.net/specs/openid-connect-registration-1_0.html#ClientMetadata */
export const readWebUrl: Reader<string> = (value, field, { production }) => {
  const uri = readText(maxUriLength)(value, field, { production })
  const isAtHome = !production && hasUriCharacters(uri) && parseLoopbackUri(uri) !== undefined
  if (!isHttps(uri) && !isAtHome) throw wrongField(field, `${named(uri)} is not https (RFC7591-2)`)
  return uri
}

export const readJwksUri: Reader<string> = (value, field, terms) => {
  const uri = readText(maxUriLength)(value, field, terms)
  if (!isHttps(uri)) throw wrongField(field, `${named(uri)} is not https (FAPI2-SP-FINAL-5.4.2-1)`)
  return uri
}

/** @see https://openid.net/specs/openid-connect-backchannel-1_0.html#BCRegistration */
export const readLogoutUri: Reader<string> = (value, field, terms) => {
  const uri = readWebUrl(value, field, terms)
  if (uri.includes('#')) throw wrongField(field, `${named(uri)} has a fragment (OIDCBCL-2.2)`)
  return uri
}

export const readResource: Reader<string> = (value, field, terms) => {
  const uri = readText(maxUriLength)(value, field, terms)
  if (!isAbsoluteUri(uri)) throw wrongField(field, `${named(uri)} is not an absolute URI without a fragment (RFC8707-2)`)
  return uri
}
