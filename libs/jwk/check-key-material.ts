import { enforces } from '../checks/enforces'
import { decodeBase64url } from './decode-base64url'
import { isLowOrderPoint } from './is-low-order-point'
import { JwkError } from './public-jwk'
import type { PublicJwk } from './public-jwk'

enforces('RFC7518-6', 'RFC8725-3.4', 'FAPI2-SP-FINAL-5.4.1-2')

const curveBytes = 32
const minModulusBits = 2048
const maxModulusBits = 8192
const maxBase64urlLength = 1400
const maxExponentBytes = 4

function bytesOf(jwk: PublicJwk, name: 'x' | 'y' | 'n' | 'e'): Buffer {
  const text = jwk[name]
  if (text === undefined || text === '') throw new JwkError(`the member ${name} is missing`)
  const bytes = text.length > maxBase64urlLength ? undefined : decodeBase64url(text)
  if (!bytes) throw new JwkError(`the member ${name} is too long or not base64url`)
  return bytes
}

function coordinateOf(jwk: PublicJwk, name: 'x' | 'y'): Buffer {
  const bytes = bytesOf(jwk, name)
  if (bytes.length !== curveBytes) throw new JwkError(`the member ${name} must have ${curveBytes} bytes`)
  return bytes
}

// RFC 7518 §2, Base64urlUInt: no leading zero octets, so that a key has one thumbprint.
function oddIntegerOf(jwk: PublicJwk, name: 'n' | 'e'): Buffer {
  const bytes = bytesOf(jwk, name)
  if (bytes[0] === 0) throw new JwkError(`the member ${name} must not begin with a zero octet`)
  if ((bytes.at(-1) ?? 0) % 2 === 0) throw new JwkError(`the member ${name} must be odd`)
  return bytes
}

/** Full-length coordinates (RFC 7518 §6.2.1.2); that the point lies on the curve shows when the key is imported. */
export function checkEcMembers(jwk: PublicJwk): void {
  coordinateOf(jwk, 'x')
  coordinateOf(jwk, 'y')
}

/** A full-length point that is not one of the few for which signatures can be made without a private key (RFC 8725 §3.4). */
export function checkEd25519Members(jwk: PublicJwk): void {
  if (isLowOrderPoint(coordinateOf(jwk, 'x'))) throw new JwkError('the Ed25519 point has a low order')
}

/** A modulus of 2048 to 8192 bits and an exponent from 3 to 2^32, so that the time of a verification is bounded (FAPI 2.0 SP 5.4.1-2). */
export function checkRsaMembers(jwk: PublicJwk): void {
  const modulus = oddIntegerOf(jwk, 'n')
  const bits = modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24 // clz32 counts in 32 bits, an octet has 8
  if (bits < minModulusBits || bits > maxModulusBits)
    throw new JwkError(`the modulus n must have ${minModulusBits} to ${maxModulusBits} bits`)
  const exponent = oddIntegerOf(jwk, 'e')
  const isOne = exponent.length === 1 && exponent[0] === 1
  if (isOne || exponent.length > maxExponentBytes) throw new JwkError('the exponent e must be from 3 to 2^32')
}
