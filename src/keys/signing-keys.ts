import { Injectable } from '@nestjs/common'
import type { OnModuleInit } from '@nestjs/common'
import type { JWK } from 'jose'
import { enforces } from '#libs/checks/enforces'
import { Clock } from '../clock/clock'
import { makeKeyPair, signingAlgorithms } from './make-key-pair'
import type { SigningAlgorithm } from './make-key-pair'
import { JwtSigner } from './sign-jwt'
import { SigningKeysRepository } from './signing-keys.repository'

enforces('OIDCC-15.1', 'FAPI2-SP-FINAL-5.4.2-3')

/** The server's signing keys as this node knows them. */
@Injectable()
export class SigningKeys implements OnModuleInit {
  readonly #signers = new Map<SigningAlgorithm, JwtSigner>()
  #publicKeys: readonly JWK[] = []

  constructor(
    private readonly repository: SigningKeysRepository,
    private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.#makeMissing()
    await this.load()
  }

  /** The public keys, as they stand at jwks_uri. */
  get publicKeys(): readonly JWK[] {
    return this.#publicKeys
  }

  /** Reads the keys anew. */
  async load(): Promise<void> {
    const keys = await this.repository.all()
    this.#publicKeys = keys.map(({ publicJwk }) => publicJwk)
    for (const { kid, algorithm, privateJwk } of keys.filter(({ state }) => state === 'signing'))
      this.#signers.set(algorithm as SigningAlgorithm, new JwtSigner(kid, algorithm as SigningAlgorithm, privateJwk))
  }

  /** Signs a JWT of the given type ("JWT", "at+jwt", …) with the algorithm's key. */
  async sign(algorithm: SigningAlgorithm, type: string, payload: Readonly<Record<string, unknown>>): Promise<string> {
    const signer = this.#signers.get(algorithm)
    if (!signer) throw new Error(`there is no ${algorithm} signing key`)
    return signer.sign(type, payload)
  }

  async #makeMissing(): Promise<void> {
    const known = new Set((await this.repository.all()).map(({ algorithm }) => algorithm))
    const missing = signingAlgorithms.filter((algorithm) => !known.has(algorithm))
    const made = await Promise.all(missing.map((algorithm) => makeKeyPair(algorithm)))
    for (const key of made) await this.repository.addFirst(key, this.clock.now())
  }
}
