import { constants, createPrivateKey, sign } from 'node:crypto'
import type { KeyObject, SignKeyObjectInput } from 'node:crypto'
import type { JWK } from 'jose'
import { enforces } from '#libs/checks/enforces'
import { fromDer } from '#libs/jws/ecdsa-signature'
import type { SigningAlgorithm } from '#libs/jws/signing-algorithms'

enforces('RFC7515-5.1')

const inputs: Record<SigningAlgorithm, (key: KeyObject) => KeyObject | SignKeyObjectInput> = {
  ES256: (key) => key,
  PS256: (key) => ({ key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }),
  RS256: (key) => ({ key, padding: constants.RSA_PKCS1_PADDING }),
  EdDSA: (key) => key,
}
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Signs compact JWTs with one key. */
export class JwtSigner {
  readonly #input: KeyObject | SignKeyObjectInput
  readonly #digest: string | null
  readonly #isSlow: boolean

  constructor(
    readonly kid: string,
    readonly algorithm: SigningAlgorithm,
    privateJwk: JWK,
  ) {
    this.#input = inputs[algorithm](createPrivateKey({ key: privateJwk, format: 'jwk' }))
    this.#digest = algorithm === 'EdDSA' ? null : 'sha256'
    this.#isSlow = algorithm === 'PS256' || algorithm === 'RS256'
  }

  /**
   * The payload as a signed JWT whose header says what it is.
   *
   * @see https://www.rfc-editor.org/rfc/rfc7515#section-3.1
   */
  async sign(type: string, payload: Readonly<Record<string, unknown>>): Promise<string> {
    const content = `${encode({ alg: this.algorithm, typ: type, kid: this.kid })}.${encode(payload)}`
    const signature = await this.#signature(Buffer.from(content))
    return `${content}.${signature.toString('base64url')}`
  }

  // An RSA signature takes ten times an elliptic one: it leaves the event loop.
  #signature(content: Buffer): Buffer | Promise<Buffer> {
    if (this.algorithm === 'ES256') return fromDer(sign(this.#digest, content, this.#input))
    if (!this.#isSlow) return sign(this.#digest, content, this.#input)
    return new Promise((resolve, reject) => {
      sign(this.#digest, content, this.#input, (error, signature) => (error ? reject(error) : resolve(signature)))
    })
  }
}
