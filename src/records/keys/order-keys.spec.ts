import { orderKeys } from './order-keys'
import type { StoredKey } from './signing-keys.repository'

const algorithms = ['ES256', 'PS256', 'RS256', 'EdDSA']
const states = ['retired', 'signing', 'announced'] as const
const times = { publicJwk: {}, sealedPrivateJwk: '', signingAt: null, retiredAt: null, rotateAt: null }
const keyOf = (kid: string, algorithm: string, state: StoredKey['state'] = 'signing', createdAt = 1): StoredKey => ({
  ...times,
  kid,
  algorithm,
  state,
  createdAt,
})
const kidsOf = (keys: readonly StoredKey[]) => orderKeys(keys).map(({ kid }) => kid)
/** Every order in which a list can come. */
const permutations = <One>(list: readonly One[]): One[][] =>
  list.length === 0 ? [[]] : list.flatMap((one, index) => permutations(list.toSpliced(index, 1)).map((rest) => [one, ...rest]))

describe('the order of the keys at jwks_uri', () => {
  it('is by algorithm, with OpenID Connect’s default first, whatever the kids are (OIDCR-2, RFC7517-5)', () => {
    for (const kids of permutations(['a', 'b', 'c', 'd'])) {
      const keys = algorithms.map((algorithm, index) => keyOf(String(kids[index]), algorithm))
      expect(orderKeys(keys).map(({ algorithm }) => algorithm)).toEqual(['RS256', 'PS256', 'ES256', 'EdDSA'])
    }
  })

  it('stays so through a rotation: of one algorithm the key that signs comes first, then the next, then the last (OIDCC-10.1.1)', () => {
    const keys = algorithms.flatMap((algorithm) => states.map((state) => keyOf(`${algorithm} ${state}`, algorithm, state)))
    const inOrder = ['RS256', 'PS256', 'ES256', 'EdDSA'].flatMap((algorithm) =>
      ['signing', 'announced', 'retired'].map((state) => `${algorithm} ${state}`),
    )
    expect([kidsOf(keys), kidsOf(keys.toReversed())]).toEqual([inOrder, inOrder])
  })

  it('never depends on the order of the rows: the newest comes first, then the kid decides (RFC7517-5)', () => {
    const keys = [keyOf('old', 'RS256', 'retired', 1), keyOf('b', 'RS256', 'retired', 2), keyOf('a', 'RS256', 'retired', 2)]
    for (const rows of permutations(keys)) expect(kidsOf(rows)).toEqual(['a', 'b', 'old'])
  })
})
