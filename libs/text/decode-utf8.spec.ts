import { decodeUtf8 } from './decode-utf8'

describe('decoding UTF-8', () => {
  it.each([
    ['', ''],
    ['jürgen', 'jürgen'],
    ['\ufeffclients: []', 'clients: []'],
    ['x', 'x'],
    ['\u{1f511}', '\u{1f511}'],
  ])('reads %j as %j', (text, expected) => {
    expect(decodeUtf8(Buffer.from(text))).toBe(expected)
  })

  it.each([
    ['Windows-1252', Buffer.from('username: jürgen', 'latin1')],
    ['a truncated character', Buffer.from('jü').subarray(0, 2)],
    ['a surrogate', Buffer.from([0xed, 0xa0, 0x80])],
    ['an overlong form', Buffer.from([0xc0, 0x80])],
  ])('replaces nothing in %s, and refuses it', (_, bytes) => {
    expect(() => decodeUtf8(bytes)).toThrow('is not UTF-8; save it as UTF-8')
  })

  it.each([
    ['little-endian', Buffer.from('\ufeffclients: []', 'utf16le')],
    ['little-endian, without a mark', Buffer.from('clients: []', 'utf16le')],
    ['big-endian', Buffer.from('\ufeffclients: []', 'utf16le').swap16()],
    ['big-endian, without a mark', Buffer.from('clients: []', 'utf16le').swap16()],
  ])('names UTF-16, %s', (_, bytes) => {
    expect(() => decodeUtf8(bytes)).toThrow('is UTF-16; save it as UTF-8')
  })
})
