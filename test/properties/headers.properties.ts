import assert from 'node:assert/strict'
import express from 'express'
import type { Request } from 'express'
import * as fc from 'fast-check'
import { clientAddress, trustProxies } from '#platform/http/address'
import { Cookies } from '#platform/http/cookies'
import { testSettings } from '../support/test-settings'
import { forwardedHops } from '#libs/forwarded/forwarded-hops'
import { canonicalAddress } from '#libs/ip-address/canonical-address'
import { anyText, repetitionOf, textOf } from './arbitraries'
import { forAll } from './for-all'
import type { InputProperty } from './for-all'

const app = express()
const proxy = '10.0.0.1'
trustProxies(app, ['127.0.0.0/8', '::1', '10.0.0.0/8'])

/** A request as Express makes it of what came from the peer. */
const requestWith = (headers: Readonly<Record<string, string>>, remoteAddress = proxy): Request =>
  Object.assign(Object.create(app.request) as Request, { headers, app, socket: { remoteAddress }, connection: { remoteAddress } })

const cookies = new Cookies(testSettings({ ISSUER: 'http://127.0.0.1:3000' }).server)
const cookieHeader = fc.oneof(
  anyText,
  textOf('sid', '=', ';', '; ', '%', '%41', '%ff', '"', '__proto__', '__Host-sid', ' ', ','),
  repetitionOf('a=b;', '=', ';', '"', ' ', '%', 'sid=x; '),
)
const forwarded = fc.oneof(
  anyText,
  textOf(',', ', ', '203.0.113.9', '10.1.2.3', '::1', '[::1]:80', 'unknown', '_hidden', '"', '::ffff:10.0.0.1', '1.2.3.4:80', '%eth0'),
  repetitionOf(',', '10.0.0.1,', ' ', '1.', ':'),
)
const forwardedElements = fc.oneof(
  anyText,
  textOf(
    ',',
    ';',
    '"',
    '\\',
    'for=',
    'for="[::1]:80"',
    'FOR=203.0.113.9',
    'for=10.1.2.3',
    'for=_x',
    'by=',
    'proto=https',
    ' ',
    'host="a,b"',
  ),
  repetitionOf('for=10.0.0.1,', '"', '";', 'a=b;', '\\"', ' '),
)
const proxyHeaders = fc.oneof(
  forwarded.map((header) => ({ 'x-forwarded-for': header })),
  forwardedElements.map((header) => ({ forwarded: header })),
)
/** An address, and an element of Forwarded that says it in one of the ways there are. */
const element = fc
  .record({
    address: fc.oneof(
      fc.ipV4(),
      fc.ipV6().filter((address) => !address.includes('.')),
    ),
    name: fc.constantFrom('for', 'For', 'FOR'),
    port: fc.constantFrom('', ':80', ':_hidden'),
    before: fc.constantFrom('', 'proto=https;', 'host="a,b;c" ; ', 'by="[::1]";'),
    after: fc.constantFrom('', ';proto=http', '; by=_proxy', ';host=id.example'),
  })
  .map(({ address, name, port, before, after }) => {
    const node = address.includes(':') ? `"[${address}]${port}"` : port === '' ? address : `"${address}${port}"`
    return { address: canonicalAddress(address), text: `${before}${name}=${node}${after}` }
  })

const accept = fc.oneof(
  anyText,
  textOf('text/html', 'application/json', '*/*', ';q=', '0.5', ',', ';', '/', '*', '=', '"', 'q'),
  repetitionOf('*/*,', ';q=1', ' ', 'a/b;', '"', '\t'),
)

export const properties: readonly InputProperty[] = [
  forAll(
    'any Cookie header holds a text by a name or nothing (RFC6265-5.4, SEC-371)',
    fc.tuple(cookieHeader, anyText),
    ([cookie, name]) => {
      for (const one of ['sid', '__proto__', name])
        assert.match(typeof cookies.read(requestWith({ cookie }), one), /^(?:string|undefined)$/)
    },
  ),

  forAll('whatever a proxy forwards, the client has one address (SEC-301, SEC-366)', proxyHeaders, (headers) => {
    const address = clientAddress(requestWith(headers))
    assert.equal(canonicalAddress(address), address)
  }),

  forAll('a peer that is no proxy has its own address, whatever it says (SEC-366)', proxyHeaders, (headers) =>
    assert.equal(clientAddress(requestWith(headers, '203.0.113.7')), '203.0.113.7'),
  ),

  forAll(
    'what proxies append to Forwarded is read as they wrote it, whatever stood there before (SEC-366)',
    fc.tuple(forwardedElements, fc.array(element, { minLength: 1, maxLength: 5 })),
    ([before, elements]) => {
      const hops = [...forwardedHops([before, ...elements.map(({ text }) => text)].join(', '))]
      assert.deepEqual(hops.slice(0, elements.length), elements.map(({ address }) => address).toReversed())
    },
  ),

  forAll('any Accept header asks for JSON, for HTML or for neither (RFC9110-12.5.1, SEC-371)', accept, (header) =>
    assert.ok(['json', 'html', false].includes(requestWith({ accept: header }).accepts(['json', 'html']))),
  ),
]
