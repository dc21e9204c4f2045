import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { replaceVariables } from './replace-variables'

const variables = {
  NAME: 'value',
  EMPTY: '',
  DIGITS: '00123',
  KEYS: ' {"keys":[{"kty":"EC"}]}',
  LIST: '["a"]',
  BROKEN: '{"a"',
  YES: 'true',
  NESTED: '${NAME}',
}
const replace = (value: unknown) => replaceVariables(value, variables)

describe('replacing variables', () => {
  it.each([
    ['${NAME}', 'value'],
    ['a ${NAME} b ${NAME}', 'a value b value'],
    ['${MISSING:-default}', 'default'],
    ['${EMPTY:-default}', 'default'],
    ['${NAME:-default}', 'value'],
    ['${MISSING:-}', ''],
    ['${MISSING:-a:-b c}', 'a:-b c'],
    ['${EMPTY}', ''],
    ['$NAME and $', '$NAME and $'],
    ['$argon2id$v=19', '$argon2id$v=19'],
    ['$${NAME}', '${NAME}'],
    ['$${NAME', '${NAME'],
    ['$$ and $${NAME}${NAME}', '$$ and ${NAME}value'],
    ['${NAME:-${MISSING:-x}}', 'value'],
    ['${NAME:-${MISSING}}', 'value'],
    ['${MISSING:-${NAME:-x}}', 'value'],
    ['${MISSING:-${EMPTY:-x}}', 'x'],
    ['${MISSING:-a ${EMPTY:-b ${NAME} c} d}', 'a b value c d'],
    ['${MISSING:-$${NAME}}', '${NAME}'],
    ['${MISSING:-}}', '}'],
    ['x${NAME:-{"a":{"b":1}}}y', 'xvaluey'],
    ['x${MISSING:-{"a":{"b":1}}}y', 'x{"a":{"b":1}}y'],
  ])('turns %j into %j', (text, expected) => {
    expect(replace(text)).toBe(expected)
  })

  it('looks into lists and mappings, and leaves names and other values as they are', () => {
    expect(replace({ '${NAME}': ['${NAME}', 1, null, true] })).toEqual({ '${NAME}': ['value', 1, null, true] })
  })

  it('makes a value of a JSON object, a list or a truth value that stands alone', () => {
    expect(replace(['${KEYS}', '${LIST}', '${YES}', '${MISSING:-false}'])).toEqual([{ keys: [{ kty: 'EC' }] }, ['a'], true, false])
  })

  it('leaves all else text: digits, broken JSON, and what has text around it', () => {
    expect(replace(['${DIGITS}', '${BROKEN}', 'x${LIST}', '${YES} '])).toEqual(['00123', '{"a"', 'x["a"]', 'true '])
  })

  it('does not look again at what a variable brings', () => {
    expect(replace('${NESTED}')).toBe('${NAME}')
  })

  it('keeps a name like __proto__ inert', () => {
    const replaced = replace(JSON.parse('{"__proto__":{"admin":true}}'))
    expect(Object.getPrototypeOf(replaced)).toBe(Object.prototype)
    expect(replaced).not.toHaveProperty('admin')
  })

  it.each(['${MISSING}', '${toString}', '${__proto__}'])('refuses what is not set: %s', (text) => {
    expect(() => replace({ a: [text] })).toThrow(expect.objectContaining({ message: `${text} is not set`, path: ['a', 0] }))
  })

  const deep = `${'${MISSING:-'.repeat(40)}x${'}'.repeat(40)}`
  it('bounds how deep defaults are nested', () => {
    expect(() => replace(deep)).toThrow('nests the defaults of variables too deep')
  })

  it('makes a value of a default that is JSON and stands alone', () => {
    expect(replace('${MISSING:-{"keys":[{"kty":"EC"}]}}')).toEqual({ keys: [{ kty: 'EC' }] })
  })

  it('takes time in proportion to the text (SEC-367)', () => {
    const many = '${MISSING:-${MISSING:-{x}}}$${'.repeat(50_000)
    const began = performance.now()
    expect(replace(many)).toBe('{x}${'.repeat(50_000))
    expect(performance.now() - began).toBeLessThan(2_000)
  })

  const malformed = ['${}', '${a-b}', '${NAME-default}', '${NAME', '${ NAME }', '${1A}', '${NAME:?x}', '${NAME:+x}']
  it.each([...malformed, '${NAME:-{}', '${NAME:-${}}', '${NAME:-${a-b}}', '${NAME:-${NAME}'])('refuses what is malformed: %s', (text) => {
    expect(() => replace(text)).toThrow('malformed variable')
  })

  it('refuses a document that holds itself', () => {
    const circle: unknown[] = []
    circle.push(circle)
    expect(() => replace(circle)).toThrow('nested too deep')
  })

  it('refuses a variable that brings a value nested deeper than a document may be', () => {
    const given = { DEEP: `${'['.repeat(100_000)}${']'.repeat(100_000)}`, SHALLOW: `${'['.repeat(10)}${']'.repeat(10)}` }
    expect(replaceVariables('${SHALLOW}', given)).toEqual(JSON.parse(given.SHALLOW))
    for (const text of ['${DEEP}', `\${MISSING:-${given.DEEP}}`])
      expect(() => replaceVariables({ a: [{ b: text }] }, given)).toThrow(
        expect.objectContaining({ message: 'is nested too deep', path: ['a', 0] }),
      )
  })

  it('tells which variables it has looked up, and no others', () => {
    const used = new Set<string>()
    replaceVariables(['${NAME:-${DIGITS}}', '${MISSING:-${EMPTY:-x}}', '$${LIST}'], variables, used)
    expect([...used]).toEqual(['NAME', 'MISSING', 'EMPTY'])
  })

  describe('whose value is in a file', () => {
    let folder: string
    const file = (content: string | Buffer) => {
      const path = join(folder, 'secret')
      writeFileSync(path, content)
      return path
    }
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'variables-'))
    })
    afterAll(() => rmSync(folder, { recursive: true }))

    it('reads NAME_FILE as settings do, without white space at either end (SEC-430)', () => {
      expect(replaceVariables('${SECRET}', { SECRET_FILE: file('of the file\n') })).toBe('of the file')
      expect(replaceVariables('${SECRET:-default}', { SECRET: '', SECRET_FILE: file('of the file') })).toBe('of the file')
      expect(replaceVariables('${SECRET:-default}', { SECRET_FILE: '' })).toBe('default')
      expect(replaceVariables('${KEYS}', { KEYS_FILE: file('{"keys":[]}\n') })).toEqual({ keys: [] })
    })

    it.each([
      ['both are set', () => ({ SECRET: 'a', SECRET_FILE: file('b') }), '${SECRET} must not be set together with SECRET_FILE'],
      ['there is no file', () => ({ SECRET_FILE: '/nowhere' }), '${SECRET}: SECRET_FILE names a file that cannot be read (ENOENT)'],
      ['it is empty', () => ({ SECRET_FILE: file('\n') }), '${SECRET}: SECRET_FILE names an empty file'],
      [
        'it is UTF-16',
        () => ({ SECRET_FILE: file(Buffer.from('secret', 'utf16le')) }),
        '${SECRET}: SECRET_FILE names a file that is UTF-16; save it as UTF-8',
      ],
      ['the variable is not UTF-8', () => ({ SECRET: 'j\ufffdrgen' }), '${SECRET} is not UTF-8'],
    ])('is refused where %s', (_, given, rule) => {
      expect(() => replaceVariables(['${SECRET:-default}'], given())).toThrow(expect.objectContaining({ message: rule, path: [0] }))
    })
  })
})
