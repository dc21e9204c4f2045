import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import { open, seal } from '#libs/sealed-box/sealed-box'
import { longestUsername, parseUsername } from '#libs/username/canonical-username'
import { anyText, changed, repetitionOf, textOf } from './arbitraries'
import { forAll } from './for-all'
import type { InputProperty } from './for-all'

const keys = ['new', 'old'].map((id, index) => ({ id, key: Buffer.alloc(32, index + 1) }))
const text = fc.string({ unit: 'grapheme' })
const sealed = text.map((content) => seal(content, keys, 'test'))
// Marks of different classes in the order that normalising has to turn round: the time of it grows by the square of their number.
const combining = ['\u0345\u0300\u0316\u0334', '\u0300\u0316', '\u1100\u1161\u11a8']
const username = fc.oneof(
  anyText,
  textOf('a', 'A', 'ß', 'İ', 'ﬁ', '\u200b', '\u00ad', '\u0301', ' ', '\u3000', '\u1e9e', 'Σ', '\ufdfa'),
  repetitionOf('a', '\u0301', '\u200b', ' ', '\ufdfa', ...combining),
)

export const properties: readonly InputProperty[] = [
  forAll(
    'what was sealed opens under any of the keys, for its purpose alone (SEC-440, SEC-316)',
    fc.tuple(text, fc.constantFrom(...keys)),
    ([content, key]) => {
      const box = seal(content, [key], 'test')
      assert.equal(open(box, keys, 'test'), content)
      assert.equal(open(box, keys, 'other'), undefined)
    },
  ),

  forAll('a sealed text with one character changed does not open (SEC-207)', sealed.chain(changed), (box) =>
    assert.equal(open(box, keys, 'test'), undefined),
  ),

  forAll(
    'any text opens as nothing (SEC-207)',
    fc.oneof(anyText, textOf('new', 'old', '.', 'AAAA', '='.repeat(4), '_'.repeat(50))),
    (box) => assert.equal(open(box, keys, 'test'), undefined),
  ),

  forAll('the canonical form of a username is its own canonical form (RFC8265-3.3, SEC-359)', username, (name) => {
    const canonical = parseUsername(name)
    if (canonical !== undefined && canonical.length <= longestUsername) assert.equal(parseUsername(canonical), canonical)
  }),

  forAll('a username is read in no time, however long it is (SEC-305, CWE-407)', username, (name) => {
    const started = performance.now()
    assert.equal(parseUsername(name) === undefined, name.length > longestUsername)
    assert.ok(performance.now() - started < 250)
  }),
]
