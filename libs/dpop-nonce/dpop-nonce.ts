import { createHmac } from 'node:crypto'
import { enforces } from '../checks/enforces'
import { isSame } from '../constant-time/is-same'
import { decodeBase64url } from '../jwk/decode-base64url'
import { secretKey } from '../secret-key/secret-key'
import type { EpochSeconds } from '../time/epoch-seconds'

enforces('RFC9449-8', 'RFC9449-8.1', 'RFC9449-8.2', 'RFC9449-11.2')

// version (1 byte) | bucket (4 bytes, big-endian) | HMAC-SHA-256 of both, cut to 16 bytes
const version = 1
const bucketSeconds = 60
const olderBuckets = 4
const newerBuckets = 1
const prefixBytes = 5
const macBytes = 16

/** A nonce that is fresh now is stale after so many seconds at the latest. */
export const freshForSeconds = (olderBuckets + 1 + newerBuckets) * bucketSeconds

const bucketOf = (now: EpochSeconds): number => Math.floor(now / bucketSeconds)

const macOf = (key: Uint8Array, prefix: Uint8Array): Buffer =>
  createHmac('sha256', secretKey(key)).update(prefix).digest().subarray(0, macBytes)

/**
 * Issues the nonce of this minute: every node that has the key makes the same one, and none keeps it.
 *
 * @param key a secret for this purpose alone, 32 bytes
 * @see https://www.rfc-editor.org/rfc/rfc9449#section-8
 */
export function issueDpopNonce(key: Uint8Array, now: EpochSeconds): string {
  const prefix = Buffer.alloc(prefixBytes)
  prefix.writeUInt8(version, 0)
  prefix.writeUInt32BE(bucketOf(now), 1)
  return Buffer.concat([prefix, macOf(key, prefix)]).toString('base64url')
}

/** Whether a nonce is ours and of this minute, the four before it, or the next one (of a node whose clock is ahead). */
export function isFreshDpopNonce(key: Uint8Array, nonce: string, now: EpochSeconds): boolean {
  const bytes = decodeBase64url(nonce)
  if (bytes?.length !== prefixBytes + macBytes || bytes.readUInt8(0) !== version) return false
  const age = bucketOf(now) - bytes.readUInt32BE(1)
  if (age > olderBuckets || age < -newerBuckets) return false
  return isSame(bytes.subarray(prefixBytes), macOf(key, bytes.subarray(0, prefixBytes)))
}
