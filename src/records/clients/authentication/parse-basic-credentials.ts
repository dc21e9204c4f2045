import { enforces } from '#libs/checks/enforces'

enforces('RFC4648-4', 'RFC6749-2.3.1', 'RFC7235-2.1')

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
const utf8 = new TextDecoder('utf-8', { fatal: true })

const split = (encoded: string): readonly (string | undefined)[] =>
  base64.test(encoded) ? (/^([^:]+):(.+)$/s.exec(Buffer.from(encoded, 'base64').toString('latin1'))?.slice(1) ?? []) : []

/**
 * Client id and secret of a Basic Authorization header: strict base64, each form-url-encoded, split at the first colon.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1
 */
export function parseBasicCredentials(authorization: string): { clientId: string; secret: string } | undefined {
  const encoded = /^basic ([^\s]+)$/i.exec(authorization)?.[1] ?? ''
  const [clientId, secret] = split(encoded).map((part) => (part === undefined ? undefined : formDecode(part)))
  return clientId === undefined || secret === undefined ? undefined : { clientId, secret }
}

const formDecode = (text: string): string | undefined => {
  const spaced = text.replaceAll('+', ' ')
  if (/%(?![0-9A-Fa-f]{2})/.test(spaced)) return undefined
  const bytes = Buffer.from(
    spaced.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
  try {
    const decoded = utf8.decode(bytes)
    return decoded.includes('\0') ? undefined : decoded
  } catch {
    return undefined
  }
}
