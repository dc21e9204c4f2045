import { canonicalAddress } from './canonical-address'
import { rateKey } from './rate-key'

describe('the canonical spelling of an address', () => {
  it.each([
    ['1.2.3.4', '1.2.3.4'],
    ['::ffff:1.2.3.4', '1.2.3.4'],
    ['::FFFF:102:304', '1.2.3.4'],
    ['::192.0.2.1', '0:0:0:0:0:0:c000:201'],
    ['2001:DB8::1', '2001:db8:0:0:0:0:0:1'],
    ['2001:0db8:0000::0001', '2001:db8:0:0:0:0:0:1'],
    ['::', '0:0:0:0:0:0:0:0'],
    ['::1', '0:0:0:0:0:0:0:1'],
    ['fe80::', 'fe80:0:0:0:0:0:0:0'],
    ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
    ['64:ff9b::1.2.3.4', '64:ff9b:0:0:0:0:102:304'],
  ])('of %s is %s (SEC-301)', (address, canonical) => expect(canonicalAddress(address)).toBe(canonical))

  it.each(['', 'unknown', '1.2.3', '1.2.3.4:80', '[::1]', 'fe80::1%eth0', '::1::'])('does not exist for %j (SEC-301)', (text) =>
    expect(canonicalAddress(text)).toBeUndefined(),
  )
})

describe('what attempts are counted under', () => {
  it.each([
    ['1.2.3.4', '1.2.3.4'],
    ['::ffff:1.2.3.4', '1.2.3.4'],
    ['2001:db8:1:2:aaaa::1', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::ffff', '2001:db8:1:2::/64'],
    ['2001:db8::ffff', '2001:db8:0:0::/64'],
  ])('is for %s %s (SEC-301)', (address, key) => expect(rateKey(address)).toBe(key))

  it('is one count for all that is no address (SEC-301)', () => {
    expect(rateKey('evil')).toBe(rateKey('1.2.3.4, 5.6.7.8'))
  })
})
