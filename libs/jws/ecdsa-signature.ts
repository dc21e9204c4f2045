// Node.js takes and makes ECDSA signatures in the form of JOSE too, but for that it wants options around the key, and takes twice as long.

const half = 32
const integerTag = 0x02
const sequenceTag = 0x30
const zero = Buffer.alloc(1)

/** An INTEGER: without leading zeros, but one where its first bit would make it negative. */
function toInteger(number: Buffer): Buffer {
  const start = number.findIndex((byte) => byte !== 0)
  const digits = number.subarray(start === -1 ? -1 : start)
  const content = (digits[0] ?? 0) < 0x80 ? digits : Buffer.concat([zero, digits])
  return Buffer.concat([Buffer.from([integerTag, content.length]), content])
}

/**
 * An ES256 signature of JOSE, two numbers of 32 bytes, in ASN.1's DER.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7518#section-3.4
 * @see https://www.rfc-editor.org/rfc/rfc3279#section-2.2.3
 */
export function toDer(signature: Buffer): Buffer {
  const numbers = Buffer.concat([toInteger(signature.subarray(0, half)), toInteger(signature.subarray(half))])
  return Buffer.concat([Buffer.from([sequenceTag, numbers.length]), numbers])
}

/** The other way round, of a signature that was made here. */
export function fromDer(der: Buffer): Buffer {
  const endOfFirst = 4 + (der[3] ?? 0)
  const signature = Buffer.alloc(2 * half)
  const [first, second] = [der.subarray(4, endOfFirst), der.subarray(endOfFirst + 2)].map((number) => number.subarray(-half))
  if (first) signature.set(first, half - first.length)
  if (second) signature.set(second, 2 * half - second.length)
  return signature
}
