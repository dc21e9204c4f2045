import { AddressList } from './address-list'

describe('a list of addresses', () => {
  const list = new AddressList(['192.0.2.7', '10.0.0.0/8', '2001:db8::/32', '::1'])

  it.each(['192.0.2.7', '10.255.0.1', '2001:db8:0:0:0:0:0:9', '0:0:0:0:0:0:0:1', '::ffff:10.1.2.3'])('holds %s', (address) => {
    expect(list.holds(address)).toBe(true)
  })

  it.each(['192.0.2.8', '11.0.0.1', '2001:db9:0:0:0:0:0:1', 'unknown', '', '10.0.0.1, 192.0.2.7'])('does not hold %j', (address) => {
    expect(list.holds(address)).toBe(false)
  })

  it('is empty where nothing is listed', () => {
    expect(new AddressList([]).holds('127.0.0.1')).toBe(false)
  })
})
