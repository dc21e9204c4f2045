import { rateKeys } from './rate-key'

describe('the networks that attempts are counted under', () => {
  it('are of IPv6 the /64, the /56 and the /48 (SEC-301)', () => {
    const networks = ['2001:db8:1:abcd::/64', '2001:db8:1:ab00::/56', '2001:db8:1::/48']
    expect(rateKeys('2001:db8:1:abcd::1')).toEqual(networks)
    expect(rateKeys('2001:db8:1:ab12:5:6:7:8').slice(1)).toEqual(networks.slice(1))
    expect(rateKeys('2001:db8:1:1200::1')[2]).toBe(networks[2])
    expect(rateKeys('2001:db8:1::1').slice(1)).toEqual(['2001:db8:1:0::/56', '2001:db8:1::/48'])
  })

  it.each(['192.0.2.1', '::ffff:192.0.2.1', 'nonsense'])('are one of what is no IPv6 address: %s (SEC-301)', (address) => {
    expect(rateKeys(address)).toHaveLength(1)
  })
})
