import type { IncomingMessage } from 'node:http'
import { OutboundError } from './outbound-error'
import type { OutboundFailure } from './outbound-error'

// RFC 7517 binds the publisher of keys to no media type: servers of files give them these two where they know no better.
const jsonType = /^(?:application\/(?:[a-z0-9.+-]{1,60}\+)?json|text\/plain|application\/octet-stream)$/

const mediaTypeOf = (contentType = '') => contentType.split(';', 1)[0]?.trim().toLowerCase() ?? ''

const isPacked = (encoding = 'identity') => encoding.toLowerCase() !== 'identity'

// In order: what is wrong, and with which answers
const faults: readonly (readonly [OutboundFailure, (response: IncomingMessage, maxBytes: number) => boolean])[] = [
  ['redirect', ({ statusCode = 0 }) => statusCode >= 300 && statusCode < 400],
  ['status', ({ statusCode = 0 }) => statusCode < 200 || statusCode > 299],
  ['content encoding', ({ headers }) => isPacked(headers['content-encoding'])],
  ['content type', ({ headers }) => !jsonType.test(mediaTypeOf(headers['content-type']))],
  ['too large', ({ headers }, maxBytes) => Number(headers['content-length'] ?? 0) > maxBytes],
]

/**
 * Whether the head of an answer promises what can be used: success, JSON, as it is, not too long.
 *
 * @throws OutboundError
 */
export function checkResponse(response: IncomingMessage, maxBytes: number): void {
  const [fault] = faults.find(([, applies]) => applies(response, maxBytes)) ?? []
  if (fault) throw new OutboundError(fault)
}
