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

  it.each(['${}', '${a-b}', '${NAME-default}', '${NAME', '${ NAME }', '${1A}'])('refuses what is malformed: %s', (text) => {
    expect(() => replace(text)).toThrow('malformed variable')
  })

  it('refuses a document that holds itself', () => {
    const circle: unknown[] = []
    circle.push(circle)
    expect(() => replace(circle)).toThrow('nested too deep')
  })
})
