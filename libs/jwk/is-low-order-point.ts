// y coordinates, little-endian, of the points whose order divides 8, and their encodings above the field's prime (RFC 8032 §5.1).
const lowOrderPoints: ReadonlySet<string> = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
])

/** Whether an Ed25519 public key is one for which a signature proves nothing. */
export function isLowOrderPoint(point: Uint8Array): boolean {
  const y = Buffer.from(point)
  const last = y.length - 1
  y[last] = (y[last] ?? 0) & 0x7f // the top bit is the sign of x
  return lowOrderPoints.has(y.toString('hex'))
}
