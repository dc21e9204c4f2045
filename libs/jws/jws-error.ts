/** Says why a token is not one to trust, in a sentence of ours that never quotes the token. */
export class JwsError extends Error {
  override readonly name = 'JwsError'
  readonly reason: string

  constructor(reason: string) {
    super(reason)
    this.reason = reason
  }
}
