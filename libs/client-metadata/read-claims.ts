import { protocolClaims } from '../token-claims/protocol-claims'
import { claimTargets } from './claim-mapping'
import type { ClaimMapping } from './claim-mapping'
import { wrongField } from './client-metadata-error'
import { readChoice, readList, readText } from './field-readers'
import type { Reader, ReadingTerms } from './field-readers'

/** Most characters of an expression, and most claims of a mapping. */
const [longestExpression, mostClaims] = [2_000, 50] as const

const readName = readText(200, (text) => /^[\x21-\x7e]+$/.test(text), 'must be printable ASCII without spaces')
const fields: ReadonlySet<string> = new Set(['claim', 'value', 'from', 'in'])

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Reads an expression; whether it is one is found out where expressions are compiled. */
export const readExpression: Reader<string> = readText(longestExpression)

const readClaim: Reader<ClaimMapping> = (value, field, terms) => {
  if (!isMapping(value)) throw wrongField(field, 'must hold mappings of claim, value and in')
  const unknown = Object.keys(value).find((name) => !fields.has(name))
  if (unknown !== undefined) throw wrongField(`${field}.${unknown.slice(0, 60)}`, 'is not a known name')
  const claim = readName(value['claim'], `${field}.claim`, terms)
  const at = `${field} ${JSON.stringify(claim)}`
  if (protocolClaims.has(claim)) throw wrongField(at, 'is a claim of the protocol, which no mapping changes')
  return {
    claim,
    in: readList(readChoice(claimTargets))(value['in'] ?? ['id_token', 'userinfo'], `${at} in`, terms),
    ...readSource(value, at, terms),
  }
}

/** What a claim is made of; nothing where it is the one of the same name. */
function readSource(
  { value, from }: Readonly<Record<string, unknown>>,
  at: string,
  terms: ReadingTerms,
): Pick<ClaimMapping, 'value' | 'from'> {
  if (value !== undefined && from !== undefined) throw wrongField(at, 'has value and from: give one of the two')
  if (value !== undefined) return { value: readExpression(value, `${at} value`, terms) }
  return from === undefined ? {} : { from: readName(from, `${at} from`, terms) }
}

/** Reads the claims that a client is told beside its scopes, each once. */
export const readClaims: Reader<readonly ClaimMapping[]> = (value, field, terms) => {
  const claims = readList(readClaim)(value, field, terms)
  if (claims.length > mostClaims) throw wrongField(field, `holds more than ${mostClaims} claims`)
  const twice = claims.find(({ claim }, index) => claims.findIndex((one) => one.claim === claim) !== index)
  if (twice) throw wrongField(`${field} ${JSON.stringify(twice.claim)}`, 'stands twice')
  return claims
}
