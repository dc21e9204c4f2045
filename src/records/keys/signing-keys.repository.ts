import { Injectable } from '@nestjs/common'
import type { JWK } from 'jose'
import type { ScheduledKey } from '#libs/key-schedule/key-schedule'
import { open, seal } from '#libs/sealed-box/sealed-box'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { StartRefused } from '#platform/config/start-refused'
import { insertIfAbsent } from '#platform/database/rows'
import { isListed, toList } from '#platform/database/listed'
import type { Row } from '#platform/database/row'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Events } from '#platform/events/events'
import { Secrets } from '#platform/secrets/secrets'
import { SigningKeyRow } from './signing-key.entity'

/** A signing key with both halves. */
export interface KeyPair {
  readonly kid: string
  readonly algorithm: string
  readonly publicJwk: JWK
  readonly privateJwk: JWK
}

/** A signing key as it is kept. */
export type StoredKey = Readonly<SigningKeyRow>

type KeyValues = Partial<Omit<SigningKeyRow, 'publicJwk'>>

const times = { kid: true, algorithm: true, state: true, createdAt: true, signingAt: true, retiredAt: true, rotateAt: true } as const
const newestFirst = { createdAt: 'DESC', kid: 'ASC' } as const

/** The rows of the signing keys; the private halves are sealed under KEY_ENCRYPTION_KEY. Every change is one conditional statement. */
@Injectable()
export class SigningKeysRepository {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly secrets: Secrets,
    private readonly events: Events,
  ) {}

  /** All keys, the newest first. */
  async all(): Promise<readonly StoredKey[]> {
    return this.unitOfWork.find((entities) => entities.find(SigningKeyRow, { order: newestFirst }))
  }

  /** Where each key is in its life, without the keys themselves. */
  async schedule(): Promise<readonly ScheduledKey[]> {
    return this.unitOfWork.find((entities) => entities.find(SigningKeyRow, { select: times, order: newestFirst }))
  }

  /** @throws StartRefused when the private half does not open: KEY_ENCRYPTION_KEY is not the one it was sealed under */
  openPrivate({ kid, sealedPrivateJwk }: StoredKey): JWK {
    const text = open(sealedPrivateJwk, this.secrets.keysFor('signing-keys'), kid)
    if (text === undefined)
      throw new StartRefused(`KEY_ENCRYPTION_KEY does not open the signing key ${kid}; add the key it was sealed under to the list`)
    return JSON.parse(text) as JWK
  }

  /** Keeps a new key in this state, unless its algorithm has one: of two nodes that make one together one wins. */
  async add(key: KeyPair, state: 'announced' | 'signing', now: EpochSeconds): Promise<boolean> {
    const { kid, algorithm } = key
    const row = { kid, algorithm, state, public_jwk: JSON.stringify(key.publicJwk), sealed_private_jwk: this.#seal(kid, key.privateJwk) }
    const at = { created_at: now, signing_at: state === 'signing' ? now : null }
    return this.unitOfWork.run(async (tx) => {
      const isAdded = await insertIfAbsent(tx, 'signing_keys', { ...row, ...at })
      if (isAdded) await this.events.keep('key.changed', { kid, algorithm, change: state === 'signing' ? 'made: it signs' : 'announced' })
      return isAdded
    })
  }

  /** A key signs no more; its private half is forgotten. False when it did not sign. */
  async retire(kid: string, now: EpochSeconds): Promise<boolean> {
    return this.#change(kid, 'signing', { state: 'retired', retiredAt: now, sealedPrivateJwk: '' }, 'retired: it signs no more')
  }

  /** An announced key signs from now on. False when it was not announced, or is gone. */
  async promote(kid: string, now: EpochSeconds): Promise<boolean> {
    return this.#change(kid, 'announced', { state: 'signing', signingAt: now }, 'promoted: it signs')
  }

  /** Another key is wanted in the place of this one, from then on. */
  async rotateFrom(kid: string, at: EpochSeconds): Promise<boolean> {
    return this.#change(kid, 'signing', { rotateAt: at }, 'to be replaced')
  }

  /** Removes keys: what they have signed verifies no more. */
  async remove(kids: readonly string[]): Promise<void> {
    if (kids.length === 0) return
    const sql = `DELETE FROM signing_keys WHERE ${isListed('kid', 1)} RETURNING kid, algorithm`
    await this.unitOfWork.run(async (tx) => {
      const rows = await tx.query(sql, [toList(kids)])
      await this.events.keepAll('key.changed', rows.map(toDeleted))
    })
  }

  /** Seals a private half anew under the first key, unless somebody did before. */
  async reseal(key: StoredKey): Promise<boolean> {
    const sealedPrivateJwk = this.#seal(key.kid, this.openPrivate(key))
    return this.#update({ kid: key.kid, sealedPrivateJwk: key.sealedPrivateJwk }, { sealedPrivateJwk }, 'sealed under another key')
  }

  #seal(kid: string, privateJwk: JWK): string {
    return seal(JSON.stringify(privateJwk), this.secrets.keysFor('signing-keys'), kid)
  }

  #change(kid: string, state: StoredKey['state'], values: KeyValues, change: string): Promise<boolean> {
    return this.#update({ kid, state }, values, change)
  }

  async #update(where: KeyValues & { readonly kid: string }, values: KeyValues, change: string): Promise<boolean> {
    const { kid } = where
    return this.unitOfWork.run(async (tx) => {
      if ((await tx.entities.update(SigningKeyRow, where, values)).affected !== 1) return false
      const [row] = await tx.query('SELECT algorithm FROM signing_keys WHERE kid = $1', [kid])
      await this.events.keep('key.changed', { kid, algorithm: row?.['algorithm'] as string, change })
      return true
    })
  }
}

const toDeleted = (row: Row) => ({ kid: row['kid'] as string, algorithm: row['algorithm'] as string, change: 'deleted' })
