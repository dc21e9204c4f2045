import { createHmac } from 'node:crypto'
import { isSame } from '#libs/constant-time/is-same'
import type { SealingKey } from '#libs/sealed-box/sealed-box'
import { secretKey } from '#libs/secret-key/secret-key'

const mac = (key: Uint8Array, text: string) => createHmac('sha256', secretKey(key)).update(text).digest('base64url')

/** A text's digest that only this server can make: it tells whether a text has changed, and nothing of the text. */
export class KeyedDigest {
  constructor(
    private readonly text: string,
    private readonly keys: readonly SealingKey[],
  ) {}

  /** What is stored: the key's id and the digest under the first key. */
  toString(): string {
    const [first] = this.keys
    return first ? `${first.id}.${mac(first.key, this.text)}` : ''
  }

  /** Was the stored digest made of the same text, under whichever of the keys? */
  matches(stored: string | null | undefined): boolean {
    const [id, digest = ''] = (stored ?? '').split('.')
    const key = this.keys.find((candidate) => candidate.id === id)
    return key !== undefined && isSame(mac(key.key, this.text), digest)
  }
}
