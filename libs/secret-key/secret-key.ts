import { createSecretKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

const known = new WeakMap<Uint8Array, KeyObject>()

/** A secret's bytes as Node.js' cryptography wants them, made ready once: to do that for each MAC costs five times the MAC. */
export function secretKey(bytes: Uint8Array): KeyObject {
  const key = known.get(bytes) ?? createSecretKey(bytes)
  known.set(bytes, key)
  return key
}
