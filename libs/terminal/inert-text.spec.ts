import { toInertText } from './inert-text'

describe('text for a terminal', () => {
  it.each([
    ['\u001b[31mred', '\\u001b[31mred'],
    ['\u009b31m', '\\u009b31m'],
    ['one\ntwo\r', 'one\\u000atwo\\u000d'],
    ['\u202eevil', '\\u202eevil'],
    ['a\u200bb\u2028c', 'a\\u200bb\\u2028c'],
    ['\u{e0041}', '\\udb40\\udc41'],
    ['\ud800', '\\ud800'],
    ['\0\u007f', '\\u0000\\u007f'],
  ])('is shown, not obeyed: %j (SEC-297, SEC-444)', (text, inert) => {
    expect(toInertText(text)).toBe(inert)
  })

  it('is what it was where nothing is wrong with it', () => {
    expect(toInertText('Zoë "O’Neill" \\ 李 🦊')).toBe('Zoë "O’Neill" \\ 李 🦊')
  })

  it('is the same JSON as before', () => {
    const value = { 'na\u202eme': 'a\u009bb\u{e0041}' }
    expect(JSON.parse(toInertText(JSON.stringify(value)))).toEqual(value)
  })
})
