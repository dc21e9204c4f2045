import { constants, createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { JWK } from 'jose'
import { jwkThumbprint } from '#libs/jwk/jwk-thumbprint'

type Algorithm = 'ES256' | 'PS256' | 'RS256' | 'EdDSA'

export const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url')
export const random = (bytes = 16): string => randomBytes(bytes).toString('base64url')

const generate: Record<Algorithm, () => { publicKey: KeyObject; privateKey: KeyObject }> = {
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  PS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  EdDSA: () => generateKeyPairSync('ed25519'),
}

const signatures: Record<Algorithm, (content: Buffer, key: KeyObject) => Buffer> = {
  ES256: (content, key) => sign('sha256', content, { key, dsaEncoding: 'ieee-p1363' }),
  PS256: (content, key) => sign('sha256', content, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }),
  RS256: (content, key) => sign('sha256', content, key),
  EdDSA: (content, key) => sign(null, content, key),
}

/** A key of a client under test: it signs whatever it is told to, right or wrong. */
export class TestKey {
  readonly #pair: { publicKey: KeyObject; privateKey: KeyObject }
  readonly kid: string

  constructor(readonly algorithm: Algorithm = 'ES256') {
    this.#pair = generate[algorithm]()
    this.kid = jwkThumbprint(this.bareJwk)
  }

  get bareJwk(): JWK {
    return this.#pair.publicKey.export({ format: 'jwk' })
  }

  get publicJwk(): JWK {
    return { ...this.bareJwk, kid: this.kid, use: 'sig', alg: this.algorithm }
  }

  get privateJwk(): JWK {
    return { ...(this.#pair.privateKey.export({ format: 'jwk' }) as JWK), kid: this.kid, use: 'sig', alg: this.algorithm }
  }

  get thumbprint(): string {
    return this.kid
  }

  get privateKey(): KeyObject {
    return this.#pair.privateKey
  }

  /** A compact JWT; members of the header or payload that are undefined are left out. */
  jwt(header: Readonly<Record<string, unknown>>, payload: Readonly<Record<string, unknown>>): string {
    const content = `${encode({ alg: this.algorithm, ...header })}.${encode(payload)}`
    return `${content}.${signatures[this.algorithm](Buffer.from(content), this.#pair.privateKey).toString('base64url')}`
  }
}
