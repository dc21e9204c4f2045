import type { AttributeDefinition, AttributeType } from '#libs/person-attributes/attribute-definition'
import { standardAttributes } from '#libs/person-attributes/standard-attributes'
import { parseRoleText } from './role-text'

/** What stands between the values of a list in one cell. */
export const separator = ';'

/** What a cell means. A text that is none of its type is left as it is: the rule of the field refuses it. */
type Meaning = (cell: string) => unknown

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
])
const toText: Meaning = (cell) => cell
const toBoolean: Meaning = (cell) => booleans.get(cell.toLowerCase()) ?? cell
const toNumber: Meaning = (cell) => (/^-?\d+(?:\.\d+)?$/.test(cell) ? Number(cell) : cell)
const toTexts = (cell: string): readonly string[] => cell.split(separator).map((one) => one.trim())

const meanings: Readonly<Record<AttributeType, Meaning>> = {
  string: toText,
  date: toText,
  boolean: toBoolean,
  number: toNumber,
  string_list: toTexts,
}

/** A column: its name, and where in an entry its cells go. */
export interface PeopleColumn {
  readonly name: string
  readonly path: readonly string[]
  readonly meaning: Meaning
}

const column = (path: readonly string[], meaning: Meaning = toText): PeopleColumn => ({ name: path.join('.'), path, meaning })
const addressParts = ['formatted', 'street_address', 'locality', 'region', 'postal_code', 'country']

const ownColumns: readonly PeopleColumn[] = [
  column(['username']),
  column(['sub']),
  column(['password']),
  column(['password_hash']),
  column(['disabled'], toBoolean),
  column(['email_login'], toBoolean),
  column(['groups'], toTexts),
  column(['roles'], (cell) => toTexts(cell).map(parseRoleText)),
  ...[...standardAttributes.values()].map(({ attribute, type }) => column(['claims', attribute], meanings[type])),
  ...addressParts.map((part) => column(['claims', 'address', part])),
]

/** The columns that a CSV file of people may have, with those of the attributes that the operator declares. */
export const peopleColumns = (declared: Iterable<AttributeDefinition>): readonly PeopleColumn[] => [
  ...ownColumns,
  ...[...declared].map(({ attribute, type }) => column(['attributes', attribute], meanings[type])),
]
