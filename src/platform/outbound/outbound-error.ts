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

const advice: Readonly<Partial<Record<OutboundFailure, string>>> = {
  'url not allowed': 'only https URLs without credentials are requested in production',
  'address not allowed': 'the host has a private address; ALDGATE_OUTBOUND_NETWORKS names networks of your own that may be asked',
  timeout: 'there was no whole answer within five seconds',
  redirect: 'redirects are not followed; register the final URL',
  status: 'the status was not 200',
  'content type': 'JSON has to be served as JSON, text/plain or application/octet-stream',
  'content encoding': 'the answer was compressed, though identity was asked for',
  'too large': 'at most 64 kB and 100 keys are read',
}

/** What went wrong, and what the operator can do about it. */
export const explainFailure = (reason: OutboundFailure): string => [reason, advice[reason]].filter(Boolean).join(': ')

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
