import { createHash, hkdfSync } from 'node:crypto'
import type { SealingKey } from '#libs/sealed-box/sealed-box'
import { KeyedDigest } from './keyed-digest'

/** What a shared secret is for; also the info of its derivation. */
export type SecretPurpose =
  | 'signing-keys'
  | 'interaction'
  | 'client-secret'
  | 'dpop-nonce'
  | 'refresh-successor'
  | 'seed-digest'
  | 'logout'
  | 'pushed-request'
  | 'key-check'
  | 'audit'
  | 'page'
  | 'account'
  | 'known-browser'

const keyBytes = 32
const idOf = (key: Uint8Array) => createHash('sha256').update('aldgate key id').update(key).digest('base64url').slice(0, 8)

/**
 * Every secret that the nodes share, each derived from KEY_ENCRYPTION_KEY for its purpose. The first key makes what is new; all open
 * what is old.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5869
 */
export class Secrets {
  readonly #masters: readonly { readonly id: string; readonly key: Uint8Array }[]
  readonly #derived = new Map<SecretPurpose, readonly SealingKey[]>()

  constructor(keyEncryptionKeys: readonly Uint8Array[]) {
    if (keyEncryptionKeys.length === 0) throw new Error('there is no key encryption key')
    this.#masters = keyEncryptionKeys.map((key) => ({ id: idOf(key), key }))
  }

  /** The keys of a purpose, the one to use first. */
  keysFor(purpose: SecretPurpose): readonly SealingKey[] {
    const known = this.#derived.get(purpose)
    if (known) return known
    const keys = this.#masters.map(({ id, key }) => ({
      id,
      key: new Uint8Array(hkdfSync('sha256', key, '', `aldgate ${purpose}`, keyBytes)),
    }))
    this.#derived.set(purpose, keys)
    return keys
  }

  /** What tells whether a text has changed. */
  digest(purpose: SecretPurpose, text: string): KeyedDigest {
    return new KeyedDigest(text, this.keysFor(purpose))
  }

  /** The key of a purpose that makes what is new. */
  keyFor(purpose: SecretPurpose): SealingKey {
    const [first] = this.keysFor(purpose)
    if (!first) throw new Error('there is no key encryption key')
    return first
  }
}
