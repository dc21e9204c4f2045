import { defineCheck } from '../checks/define-check'
import { invalidDpopProof } from '../oauth-errors/factories'
import type { ProofClaims } from './proof-claims'

type Claims = Readonly<Record<string, unknown>>

const maxIdLength = 256

function optionalText(claims: Claims, name: string): string | undefined {
  if (!Object.hasOwn(claims, name)) return undefined
  const value = claims[name]
  if (typeof value !== 'string' || value === '') throw invalidDpopProof(`${name} of the proof must be a string that is not empty`)
  return value
}

function text(claims: Claims, name: string): string {
  const value = optionalText(claims, name)
  if (value === undefined) throw invalidDpopProof(`${name} is missing in the proof`)
  return value
}

function identifier(claims: Claims): string {
  const jti = text(claims, 'jti')
  if (jti.length > maxIdLength) throw invalidDpopProof(`jti of the proof is longer than ${maxIdLength} characters`)
  return jti
}

function wholeSeconds(claims: Claims): number {
  if (!Object.hasOwn(claims, 'iat')) throw invalidDpopProof('iat is missing in the proof')
  const iat = claims['iat']
  if (typeof iat !== 'number' || !Number.isSafeInteger(iat)) throw invalidDpopProof('iat of the proof must be whole seconds')
  return iat
}

function optionalTime(claims: Claims, name: string): number | undefined {
  if (!Object.hasOwn(claims, name)) return undefined
  const value = claims[name]
  if (typeof value !== 'number' || !Number.isFinite(value)) throw invalidDpopProof(`${name} of the proof must be a number of seconds`)
  return value
}

/** A proof says all it must, in the right types: jti, htm, htu, iat, and ath where an access token is presented. */
export const parseProofClaims = defineCheck({
  name: 'parse-proof-claims',
  clauses: ['RFC9449-4.3-3', 'RFC9449-4.2', 'RFC7519-4.1'],
  hint: 'Give the proof jti, htm, htu and iat (whole seconds), and ath where the request carries an access token.',
  check: (claims: Claims, { requireAth }: { readonly requireAth: boolean }): ProofClaims => ({
    jti: identifier(claims),
    htm: text(claims, 'htm'),
    htu: text(claims, 'htu'),
    iat: wholeSeconds(claims),
    ath: requireAth ? text(claims, 'ath') : optionalText(claims, 'ath'),
    nonce: optionalText(claims, 'nonce'),
    exp: optionalTime(claims, 'exp'),
    nbf: optionalTime(claims, 'nbf'),
  }),
})
