import { enforces } from '../checks/enforces'
import { excerptWhole } from '../oauth-params/excerpt'
import { hasUriCharacters } from './absolute-uri'
import { parseLoopbackUri } from './loopback-uri'

enforces(
  'FAPI2-SP-FINAL-5.3.2.2-8',
  'RFC3986-2',
  'RFC3986-3.2',
  'RFC6749-3.1.2',
  'RFC8252-7.1',
  'RFC8252-7.3',
  'RFC8252-8.3',
  'RFC9700-2.1',
)

/** Where and for what kind of client a redirect URI is to be registered. */
export interface RedirectTerms {
  readonly applicationType: 'web' | 'native'
  readonly profile: string
  readonly production: boolean
}

const maxLength = 2000
const httpsSyntax = /^https:\/\/(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?(?:[/?]|$)/
const privateScheme = /^[a-z][a-z0-9+-]*(?:\.[a-z0-9+-]+)+:./
const responseParameters = new Set(['code', 'state', 'iss', 'error', 'error_description', 'error_uri', 'session_state', 'response'])

type Rule = (uri: string, terms: RedirectTerms) => string | undefined

const characters: Rule = (uri) => {
  if (uri.length > maxLength) return `is longer than ${maxLength} characters`
  if (!hasUriCharacters(uri)) return 'holds characters that a URI must percent-encode (RFC3986-2)'
  return undefined
}

const fragment: Rule = (uri) => (uri.includes('#') ? 'has a fragment (RFC6749-3.1.2)' : undefined)

const httpsFault = (uri: string): string | undefined =>
  httpsSyntax.test(uri) && URL.canParse(uri) ? undefined : 'needs a plain host name after https:// (RFC9700-2.1)'

/** RFC 8252 §8.3 advises against localhost; only FAPI 2.0 forbids it. */
function nativeFault(uri: string, profile: string): string | undefined {
  const loopback = parseLoopbackUri(uri)
  if (loopback?.host === 'localhost' && profile !== 'oidc')
    return 'must say 127.0.0.1 or [::1] instead of localhost (RFC8252-8.3, FAPI2-SP-FINAL-5.3.2.2-8)'
  if (loopback) return undefined
  if (uri.startsWith('http:')) return 'is neither https nor http on 127.0.0.1 or [::1] (FAPI2-SP-FINAL-5.3.2.2-8)'
  if (!privateScheme.test(uri)) return 'needs a private-use scheme with a dot, such as com.example.app: (RFC8252-7.1)'
  return URL.canParse(uri) ? undefined : 'cannot be parsed: leave out the // after the scheme, or name a host after it (RFC3986-3.2)'
}

const schemeFault: Rule = (uri, { applicationType, profile, production }) => {
  if (uri.startsWith('https:')) return httpsFault(uri)
  if (!production && parseLoopbackUri(uri)) return undefined
  return applicationType === 'native' ? nativeFault(uri, profile) : 'is not https (FAPI2-SP-FINAL-5.3.2.2-8)'
}

function shadowingFault(uri: string): string | undefined {
  const query = uri.includes('?') ? uri.slice(uri.indexOf('?') + 1) : ''
  const name = [...new URLSearchParams(query).keys()].find((key) => responseParameters.has(key))
  return name && `holds the parameter ${name}, which the authorization response adds (RFC6749-4.1.2)`
}

const rules: readonly Rule[] = [characters, fragment, schemeFault, shadowingFault]

/**
 * Says, as the rest of a sentence, why a redirect URI or post-logout redirect URI can't be registered; undefined when it can.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2
 */
export function redirectUriFault(uri: string, terms: RedirectTerms): string | undefined {
  const fault = rules.map((rule) => rule(uri, terms)).find((found) => found !== undefined)
  return fault && `${excerptWhole(uri, 100)} ${fault}`
}
