import { enforces } from '../checks/enforces'
import { keyTypeOf } from './algorithms'
import { checkEcMembers, checkEd25519Members, checkRsaMembers } from './check-key-material'
import { isRecord } from './is-record'
import { JwkError } from './public-jwk'
import type { PublicJwk } from './public-jwk'

enforces('RFC7517-4', 'FAPI2-SP-FINAL-5.4.1-3')

const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']
const textMembers = ['kty', 'crv', 'x', 'y', 'n', 'e', 'kid', 'use', 'alg']

interface KeyType {
  readonly checkMaterial: (jwk: PublicJwk) => void
  /** The values of alg that a key of this type may carry, encryption included. */
  readonly algorithms: RegExp
}

const keyTypes: ReadonlyMap<string, KeyType> = new Map([
  ['EC P-256', { checkMaterial: checkEcMembers, algorithms: /^(ES256|ECDH-ES(\+A(128|192|256)KW)?)$/ }],
  ['OKP Ed25519', { checkMaterial: checkEd25519Members, algorithms: /^(EdDSA|Ed25519)$/ }],
  ['RSA', { checkMaterial: checkRsaMembers, algorithms: /^((RS|PS)(256|384|512)|RSA-OAEP(-(256|384|512))?)$/ }],
])

function checkShape(value: unknown): asserts value is PublicJwk {
  if (!isRecord(value)) throw new JwkError('a key must be a JSON object')
  if (value['kty'] === 'oct') throw new JwkError('a symmetric key (kty oct) is not a public key')
  const secret = privateMembers.find((name) => Object.hasOwn(value, name))
  if (secret !== undefined) throw new JwkError(`the key carries the private member ${secret}`)
  const wrong = textMembers.find((name) => Object.hasOwn(value, name) && typeof value[name] !== 'string')
  if (wrong !== undefined) throw new JwkError(`the member ${wrong} must be a string`)
  if (!Object.hasOwn(value, 'kty')) throw new JwkError('the member kty is missing')
}

/** Checks what can be read off a key without arithmetic: public, of a type we use, members whole and in agreement. */
export function checkJwkMembers(value: unknown): asserts value is PublicJwk {
  checkShape(value)
  const type = keyTypes.get(keyTypeOf(value))
  if (!type) throw new JwkError('the key must be EC P-256, OKP Ed25519 or RSA')
  if (value.alg !== undefined && !type.algorithms.test(value.alg)) throw new JwkError('the key type and its alg do not agree')
  type.checkMaterial(value)
}
