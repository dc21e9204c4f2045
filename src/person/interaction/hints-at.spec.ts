import { hintsAt } from './hints-at'

const alice = {
  sub: 'Sub-1',
  username: 'alice',
  claims: { email: 'Alice@Example.com', phone_number: '+441234567890', preferred_username: 'al', nickname: 'bob' },
  attributes: {},
  language: undefined,
}

describe('a login_hint', () => {
  it.each(['alice', 'ALICE', ' alice ', 'alice@example.com', '+441234567890', 'al', 'Sub-1'])(
    'means the person by their names: %j (OIDCC-3.1.2.1)',
    (hint) => {
      expect(hintsAt(hint, alice)).toBe(true)
    },
  )

  it.each(['bob', 'sub-1', 'alice@other.example', '', 'a'.repeat(300)])('means somebody else: %j (OIDCC-3.1.2.1)', (hint) => {
    expect(hintsAt(hint, alice)).toBe(false)
  })
})
