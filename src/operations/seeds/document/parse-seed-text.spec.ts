import { parseSeedText } from './parse-seed-text'

const parse = (text: string) => parseSeedText(text, 'seed.yaml')
const rows = (name: string, of: string) => `${name}: &${name} [${Array.from({ length: 9 }, () => of).join(', ')}]`

describe('the text of a seed', () => {
  it.each([
    ['a: [1, two, true, null]', { a: [1, 'two', true, null] }],
    ['{"a": "b"}', { a: 'b' }],
    ['a: 2024-01-01\nb: yes', { a: '2024-01-01', b: 'yes' }],
    ['a: &x [1]\nb: *x', { a: [1], b: [1] }],
  ])('is YAML 1.2 or JSON: %j', (text, value) => {
    expect(parse(text)).toEqual(value)
  })

  it.each([
    ['a: 1\na: 2', 'seed.yaml: line 2, column 1: a name stands twice in one mapping'],
    ['{"a": 1, "a": 2}', 'seed.yaml: line 1, column 10: a name stands twice in one mapping'],
    ['a: !!js/function "x"', /tags \(!…\) are not accepted/],
    ['a: !!binary aGk=', /tags \(!…\) are not accepted/],
    ['a: 1\n---\nb: 2', /must be one document/],
    ['? [a]\n: 1', /names must be plain text/],
    ['a: [', /^seed\.yaml: line 1, column \d+: is not YAML/],
    ['#'.repeat(10_000_001), /must not be longer/],
  ])('is refused in one line that says where (%#)', (text, message) => {
    expect(() => parse(text)).toThrow(message)
  })

  it.each([
    ['brackets', '['.repeat(50_000)],
    ['closed brackets', `a: ${'['.repeat(5_000)}${']'.repeat(5_000)}`],
    ['mappings', `${'{a: '.repeat(5_000)}1${'}'.repeat(5_000)}`],
    ['both', '[{a: '.repeat(5_000)],
    ['dashes', `${'- '.repeat(5_000)}x`],
    ['question marks', `${'? '.repeat(5_000)}x`],
    ['indentation', Array.from({ length: 3_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['anchors', `${'&a ['.repeat(5_000)}${']'.repeat(5_000)}`],
    ['an alias', `a: &a ${'['.repeat(5_000)}${']'.repeat(5_000)}\nb: *a`],
    ['JSON that is not whole', '{"a":['.repeat(5_000)],
  ])('is refused in one line where it is nested deeper than the parser can go: %s', (_, text) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({ name: 'SeedError', message: expect.stringMatching(/^[^\n]*: is nested too deep$/) }),
    )
  })

  it('says of JSON what it says of YAML: where a name stands twice, though JSON.parse() takes the last', () => {
    const twice = JSON.stringify({ a: { b: 1 }, c: ['"a": "b"', { d: 2 }] }, null, 1)
    expect(parse(twice)).toEqual(JSON.parse(twice))
    expect(() => parse(twice.replace('"d": 2', '"d": 2,\n "d": 2'))).toThrow(
      'seed.yaml: line 9, column 2: a name stands twice in one mapping',
    )
  })

  it('expands aliases within bounds', () => {
    expect(() => parse([rows('a', 'x'), rows('b', '*a'), rows('c', '*b'), rows('d', '*c')].join('\n'))).toThrow(/alias/)
  })

  it.each([
    'password: *hidden',
    'password: !hidden x',
    'password: @hidden',
    'password: "hidden',
    'password: hidden: x',
    'password: "\\hidden"',
  ])('never stands in a refusal: %s', (text) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ name: 'SeedError', message: expect.not.stringContaining('hidden') }))
  })
})
