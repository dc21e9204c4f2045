import { canonicalUsername, parseUsername } from './canonical-username'

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

  it('is not computed of what is too long to be a username (SEC-304, SEC-305, CWE-407)', () => {
    const marks = `a${'\u0345'.repeat(8_000)}${'\u0300'.repeat(8_000)}${'\u0316'.repeat(8_000)}${'\u0334'.repeat(8_000)}`
    const normalize = jest.spyOn(String.prototype, 'normalize')
    expect(parseUsername(marks)).toBeUndefined()
    expect(() => canonicalUsername(marks)).toThrow('at most 255 characters')
    expect(normalize).not.toHaveBeenCalled()
    normalize.mockRestore()
    expect(parseUsername('a'.repeat(255))).toHaveLength(255)
    expect(parseUsername('a'.repeat(256))).toBeUndefined()
  })
})
