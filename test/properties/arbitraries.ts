import * as fc from 'fast-check'

/** Text of any kind: letters, all of Unicode, binary, half characters, names that objects have of themselves. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc.constantFrom('__proto__', 'constructor', 'toString', '', ' ', '\0', '\uFEFF'),
)

/** Text that is made of some pieces in any order, and of anything in between: closer to the grammar than chance comes. */
export const textOf = (...pieces: readonly string[]): fc.Arbitrary<string> =>
  fc.array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: anyText })).map((parts) => parts.join(''))

const maxLength = 65_536

/** One piece very often, and an end: what a careless pattern tries in every way. As long as a body can be. */
export const repetitionOf = (...pieces: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...pieces), fc.integer({ min: 1, max: maxLength }), fc.constantFrom('', '\n', '!', ...pieces))
    .map(([piece, times, end]) => piece.repeat(times).slice(0, maxLength) + end)

/** A text with one character replaced, added or left out, so that it is never the same. */
export const changed = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.nat(text.length), fc.nat(1), fc.string({ maxLength: 1 }))
    .map(([at, left, put]) => text.slice(0, at) + put + text.slice(at + left))
    .filter((other) => other !== text)

export const anyBytes: fc.Arbitrary<Uint8Array> = fc.uint8Array({ maxLength: 200 })

/** Whatever JSON can hold, also __proto__ as a name. */
export const anyJson: fc.Arbitrary<unknown> = fc.jsonValue({ maxDepth: 4 })
