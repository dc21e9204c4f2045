import { Injectable } from '@nestjs/common'
import type { JWK } from 'jose'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { open, seal } from '#libs/sealed-box/sealed-box'
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

export interface StoredKey extends KeyPair {
  readonly state: SigningKeyRow['state']
}

/** The rows of the signing keys; the private halves are sealed under KEY_ENCRYPTION_KEY. */
@Injectable()
export class SigningKeysRepository {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly secrets: Secrets,
  ) {}

  /** Keeps a new signing key unless its algorithm has one: of two nodes that start together one wins. */
  async addFirst(key: KeyPair, now: EpochSeconds): Promise<boolean> {
    const sealed = seal(JSON.stringify(key.privateJwk), this.secrets.keysFor('signing-keys'), key.kid)
    const row = { kid: key.kid, algorithm: key.algorithm, state: 'signing', public_jwk: JSON.stringify(key.publicJwk) }
    return this.unitOfWork.write((manager) =>
      insertIfAbsent(manager, 'signing_keys', { ...row, sealed_private_jwk: sealed, created_at: now }),
    )
  }

  /**
   * All keys, the newest first.
   *
   * @throws Error when a private key does not open: KEY_ENCRYPTION_KEY is not the one it was sealed under
   */
  async all(): Promise<readonly StoredKey[]> {
    const rows = await this.unitOfWork.read((manager) => manager.find(SigningKeyRow, { order: { createdAt: 'DESC', kid: 'ASC' } }))
    return rows.map((row) => this.#toStoredKey(row))
  }

  #toStoredKey({ kid, algorithm, state, publicJwk, sealedPrivateJwk }: SigningKeyRow): StoredKey {
    const text = open(sealedPrivateJwk, this.secrets.keysFor('signing-keys'), kid)
    if (text === undefined)
      throw new Error(`KEY_ENCRYPTION_KEY does not open the signing key ${kid}; add the key it was sealed under to the list`)
    return { kid, algorithm, state, publicJwk, privateJwk: JSON.parse(text) as JWK }
  }
}
