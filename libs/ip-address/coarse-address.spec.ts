import { coarseAddress } from './coarse-address'

it.each([
  ['192.0.2.17', '192.0.2.*'],
  ['::ffff:192.0.2.17', '192.0.2.*'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:*'],
  ['::1', '0:0:0:*'],
  ['unknown', undefined],
  ['', undefined],
])('of an address is kept what names its network: %s', (address, kept) => {
  expect(coarseAddress(address)).toBe(kept)
})
