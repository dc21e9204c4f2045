import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import { checkNoRepeats } from '#libs/oauth-params/check-no-repeats'
import { parseForm, parseQuery } from '#libs/oauth-params/parse-form'
import { anyBytes, anyText, repetitionOf, textOf } from './arbitraries'
import { forAll } from './for-all'
import type { InputProperty } from './for-all'
import { byOAuthError, resultOr } from './result-or'

const form = fc.oneof(
  anyText,
  textOf('=', '&', '%', '%00', '%ff', '%C3%A9', '%ed%a0%80', '+', 'a[b]', '__proto__', 'scope', 'client_id', '?', '#'),
  repetitionOf('a=b&', '%', '%41', '&', '=', 'x', '[a]'),
)
const bytes = fc.oneof(
  anyBytes,
  form.map((text) => Buffer.from(text)),
)
const readable = fc.string({ unit: 'grapheme' }).filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text))
const pairs = fc.array(fc.tuple(readable, readable), { maxLength: 200 })
const sent = (given: readonly (readonly [string, string])[]) =>
  parseForm(Buffer.from(new URLSearchParams(given.map(([name, value]): [string, string] => [name, value])).toString()))
const withValue = (name: string) => (pair: readonly [string, string]) => pair[0] === name && pair[1] !== ''

export const properties: readonly InputProperty[] = [
  forAll('any body is a form or refused (RFC6749-B, SEC-359)', bytes, async (body) => {
    const params = await resultOr(byOAuthError, () => parseForm(body))
    assert.equal(params?.names().some((name) => typeof params.text(name, 65_536) !== 'string') ?? false, false)
  }),

  forAll('any query is a form or refused (RFC6749-B, SEC-359)', form, (query) => resultOr(byOAuthError, () => parseQuery(query))),

  forAll('repeats are found or there are none (RFC6749-3.1, SEC-353)', pairs, async (given) => {
    const params = sent(given)
    const names = given.map(([name]) => name)
    const passed = await resultOr(byOAuthError, () => checkNoRepeats(params) ?? 'passed')
    assert.equal(passed === 'passed', new Set(names).size === names.length)
  }),

  forAll('every pair comes back as it was sent (RFC6749-B, SEC-358)', pairs, (given) => {
    const params = sent(given)
    for (const [name] of given)
      assert.deepEqual(
        params.texts(name, 65_536),
        given.filter(withValue(name)).map(([, value]) => value),
      )
  }),
]
