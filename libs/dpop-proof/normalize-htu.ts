import { enforces } from '../checks/enforces'

enforces('RFC3986-6.2.2', 'RFC3986-6.2.2.1', 'RFC3986-6.2.3')

const maxLength = 2048
// A scheme, an authority without userinfo, and the characters of RFC 3986 alone: what the URL parser would correct silently is refused.
const absoluteHttpUrl = /^https?:\/\/(?!\/)[^/?#@]+(?:[/?#]|$)/i
const uriCharacters = /^(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/
const unreserved = /[A-Za-z0-9\-._~]/

function normalizeEscape(escape: string): string {
  const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16))
  return unreserved.test(character) ? character : escape.toUpperCase()
}

/**
 * An http(s) URL as DPoP compares it, without query and fragment: scheme and host in lower case, no default port,
 * no dot segments, unreserved characters unescaped, "/" for an empty path. Undefined for whatever is not such a URL.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2 — and 6.2.3
 */
export function normalizeHtu(value: string): string | undefined {
  if (value.length > maxLength || !absoluteHttpUrl.test(value) || !uriCharacters.test(value)) return undefined
  const url = URL.parse(value)
  return url ? `${url.protocol}//${url.host}${url.pathname.replace(/%[0-9A-Fa-f]{2}/g, normalizeEscape)}` : undefined
}
