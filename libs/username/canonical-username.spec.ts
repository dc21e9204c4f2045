import { canonicalUsername } from './canonical-username'

describe('a canonical username', () => {
  it.each(['John', 'JOHN', 'ｊohn', 'john ', ' john', 'john\u200b', 'jo\u00adhn', '\u202ejohn'])('is one for %j (SEC-302)', (username) => {
    expect(canonicalUsername(username)).toBe('john')
  })

  it('is the same when taken again (SEC-302)', () => {
    for (const username of ['İstanbul', 'ẞtraße', 'ﬁn', 'Å', 'Ⅸ']) {
      const once = canonicalUsername(username)
      expect(canonicalUsername(once)).toBe(once)
    }
  })
})
