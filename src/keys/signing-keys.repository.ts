import { Injectable } from '@nestjs/common'
import type { JWK } from 'jose'
import { In } from 'typeorm'
import type { EntityManager } from 'typeorm'
import type { ScheduledKey } from '#libs/key-schedule/key-schedule'
import { open, seal } from '#libs/sealed-box/sealed-box'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { StartRefused } from '../config/start-refused'
import { insertIfAbsent } from '../database/rows'
import { UnitOfWork } from '../database/unit-of-work'
import { Secrets } from '../secrets/secrets'
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

const times = { kid: true, algorithm: true, state: true, createdAt: true, signingAt: true, retiredAt: true, rotateAt: true } as const
const newestFirst = { createdAt: 'DESC', kid: 'ASC' } as const

/** The rows of the signing keys; the private halves are sealed under KEY_ENCRYPTION_KEY. Every change is one conditional statement. */
@Injectable()
export class SigningKeysRepository {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly secrets: Secrets,
  ) {}

  /** All keys, the newest first. */
  async all(): Promise<readonly StoredKey[]> {
    return this.unitOfWork.read((manager) => manager.find(SigningKeyRow, { order: newestFirst }))
  }

  /** Where each key is in its life, without the keys themselves. */
  async schedule(): Promise<readonly ScheduledKey[]> {
    return this.unitOfWork.read((manager) => manager.find(SigningKeyRow, { select: times, order: newestFirst }))
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
    return this.unitOfWork.write((manager) => insertIfAbsent(manager, 'signing_keys', { ...row, ...at }))
  }

  /** A key signs no more; its private half is forgotten. False when it did not sign. */
  async retire(kid: string, now: EpochSeconds): Promise<boolean> {
    return this.#change(kid, 'signing', { state: 'retired', retiredAt: now, sealedPrivateJwk: '' })
  }

  /** An announced key signs from now on. False when it was not announced, or is gone. */
  async promote(kid: string, now: EpochSeconds): Promise<boolean> {
    return this.#change(kid, 'announced', { state: 'signing', signingAt: now })
  }

  /** Another key is wanted in the place of this one, from then on. */
  async rotateFrom(kid: string, at: EpochSeconds): Promise<boolean> {
    return this.#change(kid, 'signing', { rotateAt: at })
  }

  /** Removes keys: what they have signed verifies no more. */
  async remove(kids: readonly string[]): Promise<void> {
    await this.unitOfWork.write((manager) => manager.delete(SigningKeyRow, { kid: In([...kids]) }))
  }

  /** Seals a private half anew under the first key, unless somebody did before. */
  async reseal(key: StoredKey): Promise<boolean> {
    const sealedPrivateJwk = this.#seal(key.kid, this.openPrivate(key))
    const where = { kid: key.kid, sealedPrivateJwk: key.sealedPrivateJwk }
    return this.#update((manager) => manager.update(SigningKeyRow, where, { sealedPrivateJwk }))
  }

  #seal(kid: string, privateJwk: JWK): string {
    return seal(JSON.stringify(privateJwk), this.secrets.keysFor('signing-keys'), kid)
  }

  async #change(kid: string, from: StoredKey['state'], values: Partial<Omit<SigningKeyRow, 'publicJwk'>>): Promise<boolean> {
    return this.#update((manager) => manager.update(SigningKeyRow, { kid, state: from }, values))
  }

  async #update(statement: (manager: EntityManager) => Promise<{ affected?: number | null }>): Promise<boolean> {
    return (await this.unitOfWork.write(statement)).affected === 1
  }
}
