import { defineCheck } from '#libs/checks/define-check'
import { invalidClient } from '#libs/oauth-errors/factories'

/** A client and the secrets that a Basic header may mean; none where it is empty. */
export interface BasicCredentials {
  readonly clientId: string
  /** Decoded as RFC 6749 says, and as it was sent: always two, so that comparing them takes the same time for every client. */
  readonly secrets: readonly string[]
}

// RFC 9110 section 11.4 allows several spaces before the credentials.
const header = /^basic {1,8}([^\s]+)$/i
const base64 = /^(?=.)(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
const idAndSecret = /^([^:]*)(?::(.*))?$/s
const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Client id and secret of a Basic Authorization header: strict base64, split at the first colon, each form-url-encoded, as many libraries
 * forget to do with secrets.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1
 */
export const checkBasicCredentials = defineCheck({
  name: 'basic-credentials',
  clauses: ['RFC4648-4', 'RFC6749-2.3.1', 'RFC7235-2.1', 'RFC9110-11.4', 'SEC-148'],
  hint: 'Send "Basic " and the base64 of client_id, a colon and client_secret, padded, in the standard alphabet; percent-encode id and secret first.',
  check(authorization: string): BasicCredentials {
    const [, sentId = '', sent] = idAndSecret.exec(decodeBase64(authorization)) ?? []
    const clientId = formDecode(sentId) ?? ''
    if (clientId === '') throw invalidClient('the Basic credentials name no client, as RFC 6749 2.3.1 encodes it')
    if (sent === undefined) throw invalidClient('the Basic credentials have no colon between client_id and client_secret')
    return { clientId, secrets: sent === '' ? [] : secretsOf(sent) }
  },
})

/** Byte by byte: what the bytes mean is decided for id and secret apart. */
function decodeBase64(authorization: string): string {
  const encoded = header.exec(authorization)?.[1] ?? ''
  if (!base64.test(encoded)) throw invalidClient('the Basic credentials are not padded base64 of the standard alphabet')
  return Buffer.from(encoded, 'base64').toString('latin1')
}

function secretsOf(sent: string): readonly string[] {
  const asSent = decodeUtf8(Buffer.from(sent, 'latin1'))
  const decoded = formDecode(sent) ?? asSent
  if (decoded === undefined) throw invalidClient('the client secret of the Basic credentials is not UTF-8')
  return [decoded, asSent ?? decoded]
}

const formDecode = (text: string): string | undefined => {
  const spaced = text.replaceAll('+', ' ')
  if (/%(?![0-9A-Fa-f]{2})/.test(spaced)) return undefined
  const bytes = spaced.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return decodeUtf8(Buffer.from(bytes, 'latin1'))
}

function decodeUtf8(bytes: Buffer): string | undefined {
  try {
    const decoded = utf8.decode(bytes)
    return decoded.includes('\0') ? undefined : decoded
  } catch {
    return undefined
  }
}
