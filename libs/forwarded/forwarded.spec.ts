import { AddressList } from '../ip-address/address-list'
import { findClient } from './find-client'
import { forwardedHops, xForwardedForHops } from './forwarded-hops'

const proxies = new AddressList(['10.0.0.0/8', '2001:db8::/32'])
const isTrusted = (address: string) => proxies.holds(address)

describe('X-Forwarded-For', () => {
  it.each([
    ['8.8.8.8', ['8.8.8.8']],
    ['9.9.9.9, 8.8.8.8,10.0.0.1', ['10.0.0.1', '8.8.8.8', '9.9.9.9']],
    ['8.8.8.8:4711', ['8.8.8.8']],
    ['2A00:1450::1', ['2a00:1450:0:0:0:0:0:1']],
    ['[2a00:1450::1]:443', ['2a00:1450:0:0:0:0:0:1']],
    ['::ffff:8.8.8.8', ['8.8.8.8']],
    ['unknown', [undefined]],
    ['', [undefined]],
    ['8.8.8.8,', [undefined, '8.8.8.8']],
    ['8.8.8.8 9.9.9.9', [undefined]],
    ['fe80::1%eth0', [undefined]],
    ['1.2.3', [undefined]],
    ['0x7f.1', [undefined]],
    ['8.8.8.8\u00a0', [undefined]],
  ])('%j names %j, the nearest first (SEC-366)', (header, hops) => expect([...xForwardedForHops(header)]).toEqual(hops))
})

describe('a header full of spaces', () => {
  const spaces = `1${' '.repeat(300_000)}1`

  it.each([
    ['X-Forwarded-For', xForwardedForHops],
    ['Forwarded', forwardedHops],
  ])('is no work: %s (SEC-366)', (_, hopsOf) => expect([...hopsOf(`${spaces}, ${spaces}`)]).toEqual([undefined, undefined]))
})

describe('Forwarded', () => {
  it.each([
    ['for=192.0.2.43', ['192.0.2.43']],
    ['For="[2001:db8:cafe::17]:4711"', ['2001:db8:cafe:0:0:0:0:17']],
    ['for="[2001:db8:cafe::17]"', ['2001:db8:cafe:0:0:0:0:17']],
    ['for=192.0.2.60;proto=http;by=203.0.113.43', ['192.0.2.60']],
    ['for=192.0.2.43, for=198.51.100.17', ['198.51.100.17', '192.0.2.43']],
    ['proto=https;FOR="192.0.2.43:8080" ; host="a;b,c"', ['192.0.2.43']],
    ['for=_gazonk', [undefined]],
    ['for=unknown', [undefined]],
    ['for="_hidden:_port", for=192.0.2.1', ['192.0.2.1', undefined]],
    ['proto=https', [undefined]],
    ['', [undefined]],
    ['for=1.1.1.1;for=2.2.2.2', [undefined]],
    ['for=1.1.1.1;nonsense', [undefined]],
    ['for="1.1.1.1', [undefined]],
    ['for="1.1.\\1.1"', [undefined]],
    ['for=', [undefined]],
    ['for =1.1.1.1', [undefined]],
    ['xfor=1.1.1.1', [undefined]],
    ['__proto__=x;for=1.1.1.1', ['1.1.1.1']],
  ])('%j names %j, the nearest first (SEC-366)', (header, hops) => expect([...forwardedHops(header)]).toEqual(hops))

  it.each(['for="', 'for="\\', 'for="a, for=', '"', ';;;"', 'host="x'])(
    'that was begun by somebody with %j is read from the end, where the proxy has written (SEC-366)',
    (begun) => {
      const [nearest] = forwardedHops(`${begun}, for="[2001:db8::9]:80";by=10.0.0.1`)
      expect(nearest).toBe('2001:db8:0:0:0:0:0:9')
    },
  )
})

describe('who sent a request', () => {
  it.each([
    ['a peer that is no proxy, whatever it says', '8.8.8.8', ['1.1.1.1'], '8.8.8.8'],
    ['whom the proxy names', '10.0.0.1', ['1.1.1.1'], '1.1.1.1'],
    ['whom the last proxy in a row names', '10.0.0.1', ['10.0.0.2', '2001:db8::1', '1.1.1.1'], '1.1.1.1'],
    ['nobody beyond the first stranger', '10.0.0.1', ['1.1.1.1', '2.2.2.2', '10.0.0.9'], '1.1.1.1'],
    ['the farthest, where all are proxies', '10.0.0.1', ['10.0.0.2', '10.0.0.3'], '10.0.0.3'],
    ['the proxy that names nobody', '10.0.0.1', ['10.0.0.2', undefined, '1.1.1.1'], '10.0.0.2'],
    ['the proxy that says nothing', '10.0.0.1', [], '10.0.0.1'],
  ])('is %s (SEC-366)', (_, peer, hops, client) => expect(findClient(peer, hops, isTrusted)).toBe(client))
})
