import { enforces } from '../checks/enforces'
import { decodeBase64url } from '../jwk/decode-base64url'
import { JwsError } from './jws-error'
import { parseJsonObject } from './parse-json-object'

enforces('RFC7515-2', 'RFC7515-4.1', 'RFC7515-4.1.11', 'RFC7515-7.1', 'RFC7797-7')

/** A JOSE header: alg is always there; kid and typ are strings where they are. */
export interface JwsHeader {
  readonly alg: string
  readonly kid?: string
  readonly typ?: string
  readonly [name: string]: unknown
}

/** A signed token taken apart, not verified: nothing in it is true yet. */
export interface CompactJws {
  readonly header: JwsHeader
  readonly payload: Readonly<Record<string, unknown>>
  readonly signingInput: string
  readonly signature: Buffer
}

const defaultMaxBytes = 8192

function decodePart(part: string, name: string): Buffer {
  const bytes = decodeBase64url(part)
  if (!bytes) throw new JwsError(`the ${name} is not unpadded, canonical base64url`)
  return bytes
}

function checkHeader(header: Record<string, unknown>): asserts header is JwsHeader {
  // RFC 7515 §4.1.11: we understand no extension. RFC 7797 §7: a JWT is always encoded.
  if (Object.hasOwn(header, 'crit')) throw new JwsError('the header has crit, and no extension is supported')
  if (Object.hasOwn(header, 'b64')) throw new JwsError('the header has b64, which a JWT must not use')
  if (typeof header['alg'] !== 'string') throw new JwsError('the header alg must be a string')
  const wrong = ['kid', 'typ'].find((name) => Object.hasOwn(header, name) && typeof header[name] !== 'string')
  if (wrong !== undefined) throw new JwsError(`the header ${wrong} must be a string`)
}

function parseHeader(part: string): JwsHeader {
  const header = parseJsonObject(decodePart(part, 'header'))
  checkHeader(header)
  return header
}

function checkLength(token: string, maxBytes: number): void {
  if (token.length > maxBytes) throw new JwsError(`the token is longer than ${maxBytes} bytes`)
}

/**
 * Reads a token's header alone.
 *
 * @throws JwsError what is wrong with its form
 */
export function parseJwsHeader(token: string): JwsHeader {
  checkLength(token, defaultMaxBytes)
  return parseHeader(token.slice(0, Math.max(0, token.indexOf('.'))))
}

/**
 * Takes a compact JWS apart by the letter: three parts, canonical base64url, header and payload JSON objects without repeated names.
 *
 * @param maxBytes what is longer is refused unread
 * @see https://www.rfc-editor.org/rfc/rfc7515#section-7.1
 * @throws JwsError what is wrong with its form
 */
export function parseCompactJws(token: string, maxBytes: number = defaultMaxBytes): CompactJws {
  checkLength(token, maxBytes)
  const [header, payload, signature, ...rest] = token.split('.')
  if (!header || !payload || signature === undefined || rest.length > 0) throw new JwsError('a compact JWS has three parts')
  return {
    header: parseHeader(header),
    payload: parseJsonObject(decodePart(payload, 'payload')),
    signature: decodePart(signature, 'signature'),
    signingInput: `${header}.${payload}`,
  }
}
