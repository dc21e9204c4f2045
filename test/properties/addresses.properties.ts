import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import { normalizeHtu } from '#libs/dpop-proof/normalize-htu'
import { canonicalAddress } from '#libs/ip-address/canonical-address'
import { isSpecialUse } from '#libs/ip-address/is-special-use'
import { rateKey } from '#libs/ip-address/rate-key'
import { isAbsoluteUri } from '#libs/redirect-uri/absolute-uri'
import { matchRedirectUri } from '#libs/redirect-uri/match-redirect-uri'
import { redirectUriFault } from '#libs/redirect-uri/redirect-uri-fault'
import { anyText, changed, repetitionOf, textOf } from './arbitraries'
import { forAll } from './for-all'
import type { InputProperty } from './for-all'

const uri = fc.oneof(
  anyText,
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  textOf(
    'http://',
    'https:',
    '//',
    '/',
    '..',
    '%2e',
    '%7E',
    '%',
    '@',
    ':',
    ':443',
    ':80',
    'a.example',
    '127.0.0.1',
    '[::1]',
    '?',
    '#',
    '\\',
  ),
  repetitionOf('/', '../', 'a.', 'a-', '%41', '?', ':', '[').map((text) => `https://${text}`),
)
const ip = fc.oneof(
  anyText,
  fc.ipV4(),
  fc.ipV6(),
  textOf(':', '::', '0', 'ffff', '1.2.3.4', '.', '%', '%eth0', '/64', '256', '0x7f', '[', ']', '01'),
  repetitionOf(':', '0:', '1.', '1'),
)
const registered = [
  'https://app.example/cb',
  'http://127.0.0.1/cb',
  'http://[::1]:8080/cb?a=b',
  'http://localhost/cb',
  'com.example.app:/cb',
]
const nearlyRegistered = fc.oneof(
  uri,
  fc.constantFrom(...registered).chain(changed),
  textOf('http://', '127.0.0.1', '[::1]', 'localhost', ':', ':99999', ':80', '@', '/cb', '?a=b', '#', '\\', '.evil.example', '\t'),
)
const hostsOf = (uris: readonly string[]) => uris.map((one) => new URL(one).hostname)

export const properties: readonly InputProperty[] = [
  forAll('what htu was normalised to is normal (RFC9449-4.3, SEC-98)', uri, (text) => {
    const normal = normalizeHtu(text)
    if (normal !== undefined) assert.equal(normalizeHtu(normal), normal)
  }),

  forAll(
    'htu is the same with any query and fragment (RFC9449-4.3-9, SEC-98)',
    fc.tuple(fc.webUrl(), fc.webQueryParameters(), fc.webFragments()),
    (given) => {
      const [url, query, fragment] = given
      assert.equal(normalizeHtu(`${url}?${query}#${fragment}`), normalizeHtu(url))
    },
  ),

  forAll('no redirect URI matches on another host (RFC9700-2.1, RFC8252-7.3)', nearlyRegistered, (presented) => {
    for (const application_type of ['web', 'native'] as const)
      if (matchRedirectUri({ redirect_uris: registered, application_type, security_profile: 'oidc' }, presented))
        assert.ok(hostsOf(registered).includes(new URL(presented).hostname) && new URL(presented).username === '')
  }),

  forAll('a web client gets no redirect URI but its own, letter by letter (RFC9700-2.1)', nearlyRegistered, (presented) =>
    assert.equal(
      matchRedirectUri({ redirect_uris: registered, application_type: 'web', security_profile: 'oidc' }, presented),
      registered.includes(presented),
    ),
  ),

  forAll('what can be registered as a redirect URI is a URL without fragment (RFC6749-3.1.2)', nearlyRegistered, (text) => {
    for (const applicationType of ['web', 'native'] as const)
      if (redirectUriFault(text, { applicationType, profile: 'oidc', production: true }) === undefined)
        assert.ok(URL.canParse(text) && !text.includes('#'))
  }),

  forAll('any text is a resource identifier that can be parsed or none (RFC8707-2)', uri, (text) => {
    if (isAbsoluteUri(text)) assert.ok(URL.canParse(text))
  }),

  forAll('an address has one spelling, which stands for itself (SEC-301)', ip, (text) => {
    const canonical = canonicalAddress(text)
    if (canonical !== undefined) assert.equal(canonicalAddress(canonical), canonical)
    assert.match(rateKey(text), /^(?:unknown|[\d.]+|[0-9a-f:]+::\/64)$/)
  }),

  forAll('every spelling of an IPv6 address is the same address (SEC-301)', fc.ipV6(), (text) => {
    const spelled = new URL(`http://[${text}]`).hostname.slice(1, -1)
    assert.equal(canonicalAddress(text), canonicalAddress(spelled))
    assert.equal(canonicalAddress(text.toUpperCase()), canonicalAddress(spelled))
  }),

  forAll('what is no address counts as special, and so does any mapped one (SEC-375)', ip, (text) => {
    if (canonicalAddress(text) === undefined || /^::ffff:/i.test(text)) assert.equal(isSpecialUse(text), true)
  }),
]
