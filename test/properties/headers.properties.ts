import assert from 'node:assert/strict'
import express from 'express'
import type { Request } from 'express'
import * as fc from 'fast-check'
import { clientAddress } from '../../src/http/address'
import { Cookies } from '../../src/http/cookies'
import { testSettings } from '../support/test-settings'
import { canonicalAddress } from '#libs/ip-address/canonical-address'
import { anyText, repetitionOf, textOf } from './arbitraries'
import { forAll } from './for-all'
import type { InputProperty } from './for-all'

const app = express()
const proxy = '10.0.0.1'
app.set('trust proxy', ['loopback', '10.0.0.0/8'])

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

  forAll('whatever a proxy forwards, the client has one address (SEC-301, SEC-366)', forwarded, (header) => {
    const address = clientAddress(requestWith({ 'x-forwarded-for': header }))
    assert.equal(canonicalAddress(address), address)
  }),

  forAll('a peer that is no proxy has its own address, whatever it says (SEC-366)', forwarded, (header) =>
    assert.equal(clientAddress(requestWith({ 'x-forwarded-for': header }, '203.0.113.7')), '203.0.113.7'),
  ),

  forAll('any Accept header asks for JSON, for HTML or for neither (RFC9110-12.5.1, SEC-371)', accept, (header) =>
    assert.ok(['json', 'html', false].includes(requestWith({ accept: header }).accepts(['json', 'html']))),
  ),
]
