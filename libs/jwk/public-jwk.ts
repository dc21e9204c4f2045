/**
 * A public key as JSON, with the names of the wire; whatever else an object holds is never trusted.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7517#section-4
 */
export interface PublicJwk {
  readonly kty?: string
  readonly crv?: string
  readonly x?: string
  readonly y?: string
  readonly n?: string
  readonly e?: string
  readonly kid?: string
  readonly use?: string
  readonly alg?: string
  readonly key_ops?: string[]
}

/** Says in one sentence, without any key material, why a key or a key set cannot be used. */
export class JwkError extends Error {
  override readonly name = 'JwkError'
}
