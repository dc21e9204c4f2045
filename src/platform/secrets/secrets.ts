import { createHash, hkdfSync } from 'node:crypto'
import type { SealingKey } from '#libs/sealed-box/sealed-box'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
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
const secondsOfDay = 86_400
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
  readonly #daily = new Map<SecretPurpose, { readonly today: number; readonly keys: readonly SealingKey[] }>()

  constructor(keyEncryptionKeys: readonly Uint8Array[]) {
    if (keyEncryptionKeys.length === 0) throw new Error('there is no key encryption key')
    this.#masters = keyEncryptionKeys.map((key) => ({ id: idOf(key), key }))
  }

  /** The keys of a purpose, the one to use first. */
  keysFor(purpose: SecretPurpose): readonly SealingKey[] {
    const known = this.#derived.get(purpose)
    if (known) return known
    const keys = this.#derive(purpose)
    this.#derived.set(purpose, keys)
    return keys
  }

  /**
   * The keys of a purpose that seals with every page shown, each for one day: AES-GCM with random nonces allows 2^32 seals of one key (NIST
   * SP 800-38D section 8.3). Today's comes first; yesterday's opens what was sealed before midnight, and tomorrow's what a node seals whose
   * clock is ahead.
   */
  keysOfDay(purpose: SecretPurpose, now: EpochSeconds): readonly SealingKey[] {
    const today = Math.floor(now / secondsOfDay)
    const known = this.#daily.get(purpose)
    if (known?.today === today) return known.keys
    const keys = [today, today - 1, today + 1].flatMap((day) => this.#derive(purpose, day.toString(36)))
    this.#daily.set(purpose, { today, keys })
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

  /** @param salt names the keys beside their master, where a purpose has several */
  #derive(purpose: SecretPurpose, salt = ''): readonly SealingKey[] {
    return this.#masters.map(({ id, key }) => ({
      id: id + salt,
      key: new Uint8Array(hkdfSync('sha256', key, salt, `aldgate ${purpose}`, keyBytes)),
    }))
  }
}
