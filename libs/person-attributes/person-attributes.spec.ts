import type { AttributeDefinition, AttributeType } from './attribute-definition'
import { attributeValueFault } from './attribute-value-fault'
import { searchKeys } from './search-keys'

const define = (type: AttributeType, rules: Partial<AttributeDefinition> = {}): AttributeDefinition => ({
  attribute: 'one',
  type,
  label: {},
  view: [],
  edit: [],
  claim: 'one',
  ...rules,
})

describe('the value of an attribute', () => {
  it.each([
    ['string', 'Treasury', {}],
    ['string', 'a', { oneOf: ['a', 'b'] }],
    ['number', -1.5, {}],
    ['number', 3, { minimum: 3, maximum: 3 }],
    ['boolean', false, {}],
    ['date', '2024-02-29', {}],
    ['string_list', ['a', 'b'], {}],
    ['string_list', [], {}],
  ] as const)('of type %s may be %j', (type, value, rules) => {
    expect(attributeValueFault(value, define(type, rules))).toBeUndefined()
  })

  it.each([
    ['string', 5, {}, /must be text/],
    ['string', '', {}, /1 to 1000/],
    ['string', 'abcd', { maxLength: 3 }, /1 to 3/],
    ['string', 'a\u0007', {}, /control/],
    ['string', 'c', { oneOf: ['a', 'b'] }, /one of a, b/],
    ['number', '5', {}, /a number/],
    ['number', Number.NaN, {}, /a number/],
    ['number', 2, { minimum: 3 }, /less than 3/],
    ['number', 4, { maximum: 3 }, /more than 3/],
    ['boolean', 'true', {}, /true or false/],
    ['date', '2023-02-29', {}, /a date/],
    ['date', '2023-2-1', {}, /a date/],
    ['string_list', 'a', {}, /list of texts/],
    ['string_list', ['a', 'a'], {}, /twice/],
    ['string_list', ['a', 1], {}, /must be text/],
    ['string_list', Array.from({ length: 201 }, (_, index) => `${index}`), {}, /200 entries/],
  ] as const)('of type %s is refused where it is %j', (type, value, rules, message) => {
    expect(attributeValueFault(value, define(type, rules))).toMatch(message)
  })

  it('is searched without regard to case and compatibility characters, each entry of a list by itself', () => {
    expect(searchKeys('Ｔreasury')).toEqual(['treasury'])
    expect(searchKeys(['A', 'a', 'B'])).toEqual(['a', 'b'])
    expect([searchKeys(5), searchKeys(true)]).toEqual([['5'], ['true']])
  })

  it('is bounded before it is normalised: a long run of combining marks costs nothing (SEC-305)', () => {
    expect(searchKeys('\u0301\u0323'.repeat(500_000))[0]?.length).toBeLessThanOrEqual(200)
  })

  it('is cut between characters, since no database takes half of one', () => {
    const keys = searchKeys(['a', 'ab'].map((start) => start + '😀'.repeat(150)))
    expect(keys.map((key) => [Buffer.from(key).toString() === key, key.length])).toEqual([
      [true, 199],
      [true, 200],
    ])
  })
})
