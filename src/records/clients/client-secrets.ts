import { createHmac } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { isSame } from '#libs/constant-time/is-same'
import { secretKey } from '#libs/secret-key/secret-key'
import { Secrets } from '#platform/secrets/secrets'

/**
 * Client secrets are long and random: what is stored of one is an HMAC under a key that is not in the database, compared in constant
 * time. A missing hash costs the same as a wrong secret.
 */
@Injectable()
export class ClientSecrets {
  constructor(private readonly secrets: Secrets) {}

  hash(clientId: string, secret: string): string {
    const { id, key } = this.secrets.keyFor('client-secret')
    return `${id}.${this.#digest(key, clientId, secret).toString('base64url')}`
  }

  /** Which of the secrets that were offered is the right one. All of them are compared, so that the time tells nothing of which it was. */
  findMatch(clientId: string, offered: readonly string[], stored: string | undefined): string | undefined {
    const matches = offered.map((secret) => this.matches(clientId, secret, stored))
    return offered[matches.indexOf(true)]
  }

  matches(clientId: string, secret: string, stored: string | undefined): boolean {
    const [id = '', digest = ''] = (stored ?? '').split('.')
    const known = this.secrets.keysFor('client-secret').find((key) => key.id === id)
    const computed = this.#digest((known ?? this.secrets.keyFor('client-secret')).key, clientId, secret)
    const expected = Buffer.alloc(computed.length)
    expected.set(Buffer.from(digest, 'base64url').subarray(0, computed.length))
    return isSame(computed, expected) && known !== undefined
  }

  /** Was the stored hash made under another key than what is new? */
  isOutdated(stored: string): boolean {
    return !stored.startsWith(`${this.secrets.keyFor('client-secret').id}.`)
  }

  #digest(key: Uint8Array, clientId: string, secret: string): Buffer {
    return createHmac('sha256', secretKey(key))
      .update(JSON.stringify([clientId, secret]))
      .digest()
  }
}
