export type OutboundFailure =
  | 'url not allowed'
  | 'address not allowed'
  | 'name not found'
  | 'connection failed'
  | 'timeout'
  | 'redirect'
  | 'status'
  | 'content type'
  | 'content encoding'
  | 'too large'
  | 'not json'

/** A request of ours that gave nothing usable. The reason is for the operator: whoever named the URL must not learn it. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError'

  constructor(
    readonly reason: OutboundFailure,
    cause?: unknown,
  ) {
    super(`the outbound request failed: ${reason}`, { cause })
  }
}
