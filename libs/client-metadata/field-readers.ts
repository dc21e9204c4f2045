import type { SigningAlgorithm } from '../jws/signing-algorithms'
import { excerpt } from '../oauth-params/excerpt'
import { wrongField } from './client-metadata-error'

/** Where a registration is read: production refuses what helps only at a developer's desk. */
export interface ReadingTerms {
  readonly production: boolean
  /** What the server signs with; every algorithm unless told. */
  readonly signingAlgorithms?: readonly SigningAlgorithm[]
}

/** Reads one field of a registration. @throws ClientMetadataError */
export type Reader<Value> = (value: unknown, field: string, terms: ReadingTerms) => Value

const maxItems = 100
const maxNumber = 9_999_999_999

/** A value as a sentence names it. */
export const named = (value: unknown): string =>
  typeof value === 'string' ? excerpt(value) : excerpt(JSON.stringify(value) ?? typeof value)

export const readText =
  (maxLength: number, isValid: (text: string) => boolean = () => true, rule = ''): Reader<string> =>
  (value, field) => {
    if (typeof value !== 'string' || value === '')
      throw wrongField(field, 'must be text that is not empty (numbers, true, false and null need quotes)')
    if (value.length > maxLength) throw wrongField(field, `is longer than ${maxLength} characters`)
    if (!isValid(value)) throw wrongField(field, rule)
    return value
  }

export const readFlag: Reader<boolean> = (value, field) => {
  if (typeof value !== 'boolean') throw wrongField(field, 'must be true or false')
  return value
}

export const readCount: Reader<number> = (value, field) => {
  if (!Number.isInteger(value) || Number(value) < 0 || Number(value) > maxNumber)
    throw wrongField(field, 'must be a whole number, 0 or more')
  return Number(value)
}

export const readChoice =
  <const Choice extends string>(choices: readonly Choice[]): Reader<Choice> =>
  (value, field) => {
    const choice = choices.find((one) => one === value)
    if (choice === undefined) throw wrongField(field, `${named(value)} is not one of ${choices.join(', ')}`)
    return choice
  }

/** Array.from, because forEach and map pass over the holes of a sparse array. */
export const readList =
  <Item>(readItem: Reader<Item>): Reader<readonly Item[]> =>
  (value, field, terms) => {
    if (!Array.isArray(value)) throw wrongField(field, 'must be a list')
    if (value.length > maxItems) throw wrongField(field, `holds more than ${maxItems} values`)
    return Array.from(value, (item: unknown) => readItem(item, field, terms))
  }
