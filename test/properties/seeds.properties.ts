import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import { readSeedDocument } from '#operations/seeds/document/read-seed-document'
import { SeedError } from '#operations/seeds/document/seed-error'
import { e2eSeed } from '../support/e2e-seed'
import { anyJson, anyText, changed, repetitionOf, textOf } from './arbitraries'
import { forAll } from './for-all'
import type { InputProperty } from './for-all'
import { resultOr } from './result-or'

const bySeedError = (error: unknown) => error instanceof SeedError && !error.message.includes('\n')
const read = (text: string) => readSeedDocument(text, { source: 'seed.yaml', variables: { NAME: 'value' }, production: true })
const yaml = fc.oneof(
  anyText,
  anyJson.map((value) => JSON.stringify(value)),
  fc.dictionary(fc.constantFrom('clients', 'users', 'resources', 'prune'), anyJson).map((value) => JSON.stringify(value)),
  textOf(
    'clients:\n',
    'users:',
    '  - ',
    'username: ',
    '\n',
    '&a ',
    '*a',
    '!!js ',
    '? ',
    ': ',
    '"',
    "'",
    '|',
    '>',
    '${NAME}',
    '${',
    '<<: ',
    '---\n',
    '[',
    '{',
  ),
  repetitionOf('[', '{a: ', '- ', '&a [*a,', '? ', '"', '${', '${NAME}', '\n', ' ').map((text) => text.slice(0, 8_000)),
)
const altered = (part: keyof typeof e2eSeed) =>
  fc
    .tuple(fc.constantFrom(...e2eSeed[part]), fc.dictionary(anyText, anyJson))
    .chain(([entry, other]) =>
      fc.tuple(fc.constant(entry), fc.constantFrom(...Object.keys(entry), ...Object.keys(other)), fc.oneof(anyJson, anyText)),
    )
    .map(([entry, name, value]) => JSON.stringify({ [part]: [{ ...entry, [name]: value }] }))

export const properties: readonly InputProperty[] = [
  forAll('any text is a seed or refused in one line (SEC-359)', yaml, (text) => resultOr(bySeedError, () => read(text))),

  forAll(
    'an entry with anything in any field is read or refused in one line (SEC-359)',
    fc.oneof(altered('clients'), altered('users'), altered('resources')),
    (text) => resultOr(bySeedError, () => read(text)),
  ),

  forAll(
    'a seed with one character changed is read or refused in one line (SEC-359)',
    changed(JSON.stringify(e2eSeed, null, 1)),
    async (text) => {
      const document = await resultOr(bySeedError, () => read(text))
      assert.ok(document === undefined || Array.isArray(document.clients))
    },
  ),
]
