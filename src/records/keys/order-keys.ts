import type { StoredKey } from './signing-keys.repository'

/** OpenID Connect's default first: a client that stops at the first key of another type than its tokens' finds its own. */
const algorithms: readonly string[] = ['RS256', 'PS256', 'ES256', 'EdDSA']
const states: readonly StoredKey['state'][] = ['signing', 'announced', 'retired']

const rankOf = ({ algorithm, state }: StoredKey): number => algorithms.indexOf(algorithm) * states.length + states.indexOf(state)

/**
 * The order of the keys at jwks_uri: by algorithm, RS256 first; of one algorithm the key that signs, then the next one, then those that
 * have signed, the newest first. It is the same at every node, and a rotation changes it only among the keys of one algorithm.
 */
export const orderKeys = (keys: readonly StoredKey[]): readonly StoredKey[] =>
  keys.toSorted((one, other) => rankOf(one) - rankOf(other) || other.createdAt - one.createdAt || one.kid.localeCompare(other.kid, 'en'))
