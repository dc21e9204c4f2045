import { BrokenRule } from './broken-rule'

const keyBytes = 32
// 32 random bytes have fewer than 16 different values about once in 10^12 keys; words and repetitions nearly always do.
const fewestDifferentBytes = 16

/** Reads one 256-bit key in base64, and refuses what nobody drew at random. */
export function parseEncryptionKey(text: string): Uint8Array {
  const key = Buffer.from(text, 'base64')
  if (key.length !== keyBytes || key.toString('base64') !== text) {
    throw new BrokenRule('must be base64 of 32 bytes (openssl rand -base64 32), or a comma-separated list of such keys')
  }
  if (new Set(key).size < fewestDifferentBytes) throw new BrokenRule('must be random (openssl rand -base64 32)')
  return new Uint8Array(key)
}
