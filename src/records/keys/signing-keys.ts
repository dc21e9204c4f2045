import { hash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { OnModuleInit } from '@nestjs/common'
import type { JWK } from 'jose'
import { LRUCache } from 'lru-cache'
import { enforces } from '#libs/checks/enforces'
import { JwsError } from '#libs/jws/jws-error'
import { parseCompactJws } from '#libs/jws/parse-compact-jws'
import { verifyJws } from '#libs/jws/verify-jws'
import type { VerifiedJws } from '#libs/jws/verify-jws'
import type { ScheduledKey } from '#libs/key-schedule/key-schedule'
import { KeySettings } from '#platform/config/key-settings'
import { inSpan } from '#platform/tracing/span'
import type { SigningAlgorithm } from '#libs/jws/signing-algorithms'
import { orderKeys } from './order-keys'
import { PrepareKeys } from './prepare-keys'
import { SharedLook } from './shared-look'
import { JwtSigner } from './sign-jwt'
import { SigningKeysRepository } from './signing-keys.repository'
import type { StoredKey } from './signing-keys.repository'

enforces('OIDCC-10.1.1', 'OIDCC-15.1', 'FAPI2-SP-FINAL-5.4.2-3')

const verifiedTokens = 1_000
const versionOf = (keys: readonly ScheduledKey[]) => keys.map(({ kid, state }) => `${kid} ${state}`).join()

/** The server's signing keys as this node knows them. */
@Injectable()
export class SigningKeys implements OnModuleInit {
  #signers: ReadonlyMap<string, JwtSigner> = new Map()
  /** Every key whose signatures hold, also those of algorithms that are no longer used. */
  #verifying: readonly JWK[] = []
  #publicKeys: readonly JWK[] = []
  #publicSet = ''
  #version = ''
  /** Tokens that were verified, by digest: one that comes again is not verified again, as long as its key is still there. */
  readonly #verified = new LRUCache<string, VerifiedJws>({ max: verifiedTokens })
  readonly #look = new SharedLook(() => this.#follow())

  constructor(
    private readonly repository: SigningKeysRepository,
    private readonly prepareKeys: PrepareKeys,
    private readonly settings: KeySettings,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.prepareKeys.execute()
    await this.load()
  }

  /** The public keys, in the order in which they stand at jwks_uri. */
  get publicKeys(): readonly JWK[] {
    return this.#publicKeys
  }

  /** The public keys as the document that stands there (RFC 7517 §5). */
  get publicSet(): string {
    return this.#publicSet
  }

  /** Whether there is a key of every algorithm in use. */
  get canSign(): boolean {
    return this.settings.algorithms.every((algorithm) => this.#signers.has(algorithm))
  }

  /** Reads the keys anew. @throws StartRefused when one does not open; the others are known then, and it does not sign */
  async load(): Promise<void> {
    const keys = await this.repository.all()
    const isUsed = ({ algorithm }: StoredKey) => this.settings.algorithms.some((used) => used === algorithm)
    this.#verifying = keys.map(({ publicJwk }) => publicJwk)
    this.#publicKeys = orderKeys(keys.filter(isUsed)).map(({ publicJwk }) => publicJwk)
    this.#publicSet = JSON.stringify({ keys: this.#publicKeys })
    this.#version = versionOf(keys)
    const signing = keys.filter((key) => key.state === 'signing' && isUsed(key))
    this.#signers = new Map([...this.#signers].filter(([, { kid }]) => signing.some((key) => key.kid === kid)))
    this.#signers = new Map(signing.map((key) => [key.algorithm, this.#signerOf(key)]))
  }

  /** Looks whether the keys have changed, and where they are in their lives; many that ask at the same time share one look. */
  async follow(): Promise<readonly ScheduledKey[]> {
    return this.#look.take()
  }

  /** Signs a JWT of the given type ("JWT", "at+jwt", …) with the algorithm's key. */
  async sign(algorithm: SigningAlgorithm, type: string, payload: Readonly<Record<string, unknown>>): Promise<string> {
    const signer = this.#signers.get(algorithm)
    if (!signer)
      throw new Error(`there is no ${algorithm} signing key; ALDGATE_SIGNING_ALGORITHMS is ${this.settings.algorithms.join(',')}`)
    return inSpan('signature', () => signer.sign(type, payload), { 'aldgate.algorithm': algorithm })
  }

  /**
   * Verifies a token of our own with the key that it names; one that this node does not know may be another node's news.
   *
   * @throws JwsError
   */
  async verify(token: string, algorithms: readonly string[]): Promise<VerifiedJws> {
    const name = hash('sha256', `${algorithms.join()} ${token}`, 'base64url')
    const known = this.#verified.get(name)
    if (known && this.#verifying.includes(known.key)) return known
    const verified = await this.#verify(token, algorithms)
    this.#verified.set(name, verified)
    return verified
  }

  async #verify(token: string, algorithms: readonly string[]): Promise<VerifiedJws> {
    const jws = parseCompactJws(token)
    const { kid } = jws.header
    if (kid === undefined) throw new JwsError('the token names no key')
    if (!this.#verifyingKey(kid)) await this.follow()
    const key = this.#verifyingKey(kid)
    return verifyJws(jws, { keys: key ? [key] : [], algorithms })
  }

  #verifyingKey(kid: string): JWK | undefined {
    return this.#verifying.find((key) => key.kid === kid)
  }

  #signerOf(key: StoredKey): JwtSigner {
    const known = this.#signers.get(key.algorithm)
    if (known?.kid === key.kid) return known
    return new JwtSigner(key.kid, key.algorithm as SigningAlgorithm, this.repository.openPrivate(key))
  }

  async #follow(): Promise<readonly ScheduledKey[]> {
    const keys = await this.repository.schedule()
    if (versionOf(keys) !== this.#version) await this.load()
    return keys
  }
}
