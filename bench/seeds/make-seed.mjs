import { randomBytes } from 'node:crypto'
import { makeKey } from '../drive/keys.mjs'

const unpadded = (bytes) => randomBytes(bytes).toString('base64').replace(/=+$/, '')

const makeClient = (index) => ({
  client_id: `client-${index}`,
  client_name: `Client ${index}`,
  security_profile: 'fapi2',
  redirect_uris: [`https://rp-${index}.example.com/cb`],
  grant_types: ['authorization_code', 'refresh_token'],
  jwks: { keys: [makeKey(`key-${index}`).publicJwk] },
  scope: 'openid profile email',
})

const makeUser = (index) => ({
  username: `user-${index}`,
  sub: `sub-${index}`,
  password_hash: `$argon2id$v=19$m=19456,t=2,p=1$${unpadded(16)}$${unpadded(32)}`,
  claims: {
    name: `User ${index}`,
    given_name: 'User',
    family_name: String(index),
    email: `user-${index}@example.com`,
    email_verified: true,
    address: { locality: 'Bonn', country: 'DE' },
  },
})

const many = (count, make) => Array.from({ length: count }, (_, index) => make(index))

/** Seeds of so many entries, by what they are of. */
export function makeSeeds(count) {
  const [clients, users] = [many(count, makeClient), many(count, makeUser)]
  return { clients: { clients }, users: { users }, both: { clients, users } }
}

const changed = (entries, change) => entries.map((entry, index) => (index === Math.floor(entries.length / 2) ? change(entry) : entry))

/** The same with another value in one entry of each list. */
export function changeOne({ clients, users }) {
  return {
    ...(clients && { clients: changed(clients, (entry) => ({ ...entry, client_name: 'Another' })) }),
    ...(users && { users: changed(users, (entry) => ({ ...entry, claims: { ...entry.claims, name: 'Another' } })) }),
  }
}
