import { createHmac } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { isSame } from '#libs/constant-time/is-same'
import { secretKey } from '#libs/secret-key/secret-key'
import { Secrets } from '#platform/secrets/secrets'

/** How many secrets of a client are good at a time: the current one and the one that it replaces. */
const mostSecrets = 2

/** A secret that is right: as it came, the hash it matches, and its place in the client's list, from 1. */
export interface MatchedSecret {
  readonly secret: string
  readonly hash: string
  readonly place: number
}

/**
 * Client secrets are long and random: what is stored of one is an HMAC under a key that is not in the database, compared in constant
 * time. A missing hash costs the same as a wrong secret, and a client with one secret the same as one with two.
 */
@Injectable()
export class ClientSecrets {
  constructor(private readonly secrets: Secrets) {}

  hash(clientId: string, secret: string): string {
    const { id, key } = this.secrets.keyFor('client-secret')
    return `${id}.${this.#digest(key, clientId, secret).toString('base64url')}`
  }

  /**
   * Which of the secrets that were offered is right, and by which hash. All of them are compared with as many hashes as a client may have, so
   * that the time tells nothing of which it was, or of how many there are.
   */
  findMatch(clientId: string, offered: readonly string[], stored: readonly string[] = []): MatchedSecret | undefined {
    const places = Array.from({ length: mostSecrets }, (_, index) => ({ hash: stored[index], place: index + 1 }))
    const pairs = offered.flatMap((secret) => places.map((place) => ({ secret, ...place })))
    const matches = pairs.map(({ secret, hash }) => this.matches(clientId, secret, hash))
    const found = pairs[matches.indexOf(true)]
    return found?.hash === undefined ? undefined : { ...found, hash: found.hash }
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
