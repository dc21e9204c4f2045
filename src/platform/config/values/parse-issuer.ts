import { enforces } from '#libs/checks/enforces'
import { BrokenRule } from './broken-rule'

enforces('RFC8414-2')

const parts: readonly (readonly [name: string, present: (url: URL, text: string) => boolean])[] = [
  ['user information', (url) => url.username !== '' || url.password !== ''],
  ['query', (_, text) => text.includes('?')],
  ['fragment', (_, text) => text.includes('#')],
  ['path', (url) => url.pathname !== '/'],
  ['trailing slash', (_, text) => text.endsWith('/')],
]

/**
 * Reads an issuer identifier that is an origin, exactly as every comparison will spell it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8414#section-2
 */
export function parseIssuer(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:\/\//i.test(text)) throw new BrokenRule('must be an http or https URL, such as https://login.example.com')
  const extra = parts.find(([, present]) => present(url, text))
  if (extra) throw new BrokenRule(`must not have a ${extra[0]}`)
  if (url.origin !== text) throw new BrokenRule('must be written in its normal form: lower case, and no port that the scheme implies')
  return text
}
