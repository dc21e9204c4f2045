import { isSpecialUse } from './is-special-use'

const special = [
  ['this network', '0.0.0.0'],
  ['private, 10/8', '10.255.255.255'],
  ['shared address space', '100.64.0.1'],
  ['the end of shared address space', '100.127.255.255'],
  ['loopback', '127.0.0.1'],
  ['all of loopback', '127.255.0.9'],
  ['link-local and cloud metadata', '169.254.169.254'],
  ['private, 172.16/12', '172.31.255.255'],
  ['IETF protocol assignments', '192.0.0.8'],
  ['documentation 1', '192.0.2.1'],
  ['AS112', '192.31.196.1'],
  ['AMT', '192.52.193.1'],
  ['6to4 relay', '192.88.99.1'],
  ['private, 192.168/16', '192.168.1.1'],
  ['AS112, direct', '192.175.48.1'],
  ['benchmarking', '198.19.255.255'],
  ['documentation 2', '198.51.100.1'],
  ['documentation 3', '203.0.113.1'],
  ['multicast', '224.0.0.1'],
  ['reserved', '240.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['unspecified', '::'],
  ['loopback', '::1'],
  ['mapped loopback', '::ffff:127.0.0.1'],
  ['mapped loopback in hexadecimal', '::ffff:7f00:1'],
  ['mapped public', '::ffff:8.8.8.8'],
  ['NAT64', '64:ff9b::7f00:1'],
  ['local NAT64', '64:ff9b:1::1'],
  ['discard', '100::1'],
  ['Teredo', '2001::1'],
  ['benchmarking', '2001:2::1'],
  ['ORCHIDv2', '2001:20::1'],
  ['documentation', '2001:db8::1'],
  ['6to4 of loopback', '2002:7f00:1::'],
  ['AS112, direct', '2620:4f:8000::1'],
  ['documentation 2', '3fff::1'],
  ['SRv6', '5f00::1'],
  ['unique local', 'fd12:3456::1'],
  ['link-local', 'fe80::1'],
  ['link-local with a zone', 'fe80::1%eth0'],
  ['site-local', 'fec0::1'],
  ['multicast', 'ff02::1'],
] as const

describe('an address of special use', () => {
  it.each(special)('is %s: %s (SEC-375)', (_, address) => expect(isSpecialUse(address)).toBe(true))

  it.each(['', 'localhost', '0177.0.0.1', '2130706433', '127.1', '8.8.8.8.8', '[::1]', '1.1.1.1 '])(
    'is also what is no address: %j (SEC-375)',
    (text) => expect(isSpecialUse(text)).toBe(true),
  )

  it.each(['1.1.1.1', '8.8.8.8', '100.63.255.255', '100.128.0.0', '172.32.0.1', '223.255.255.255', '2606:4700::1111', '2a00:1450:4001::1'])(
    'is not %s (SEC-375)',
    (address) => expect(isSpecialUse(address)).toBe(false),
  )
})
