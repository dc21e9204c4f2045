import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsInt, IsNumber, Matches, Max, Min } from 'class-validator'
import type { AttributeAudience, AttributeDefinition, AttributeType } from '#libs/person-attributes/attribute-definition'
import { standardAttributes } from '#libs/person-attributes/standard-attributes'
import { protocolClaims } from '#libs/token-claims/protocol-claims'
import { Optional, Text } from './entry-rules'
import { readEntry } from './read-entry'
import { takeTexts } from './read-texts'

const types: readonly AttributeType[] = ['string', 'number', 'boolean', 'date', 'string_list']
const audiences = ['person', 'administrator', 'nobody'] as const
/** Claims that are made of memberships. */
const ofMemberships: ReadonlySet<string> = new Set(['groups', 'roles'])
const name = /^[A-Za-z][\w.:/-]{0,99}$/
const isName = { message: 'must begin with a letter and hold letters, digits and _ . : / - alone, at most 100' }
const isAudience = { each: true, message: `must be a list of ${audiences.join(', ')}` }

/** An attribute of people as the seed writes it. */
class AttributeEntry {
  /** At most 100 characters; none of the standard claims, which every account may have in any case. */
  @Matches(name, isName) @Text(100) readonly attribute!: string
  /** `string`, `number`, `boolean`, `date` (`YYYY-MM-DD`) or `string_list`. */
  @IsIn(types, { message: `must be one of ${types.join(', ')}` }) readonly type!: AttributeType
  /** Most characters of a string, or of each of a list: 1000 unless told. */
  @Optional() @Max(10_000) @Min(1) @IsInt({ message: 'must be a whole number' }) readonly max_length?: number
  /** The only values that a string, or each of a list, may have. */
  @Optional()
  @ArrayMaxSize(500, { message: 'holds more than 500 values' })
  @ArrayUnique({ message: 'must not name a value twice' })
  @Text(1_000, { each: true })
  @IsArray({ message: 'must be a list' })
  readonly one_of?: string[]
  /** The least that a number may be. */
  @Optional() @IsNumber({}, { message: 'must be a number' }) readonly minimum?: number
  /** The most that a number may be. */
  @Optional() @IsNumber({}, { message: 'must be a number' }) readonly maximum?: number
  /** Who sees it: `person`, `administrator`; `[nobody]` for what applications alone are told. Both unless told. */
  @Optional() @IsIn(audiences, isAudience) @IsArray({ message: 'must be a list' }) readonly view?: (typeof audiences)[number][]
  /** Who changes it: likewise. `[administrator]` unless told. */
  @Optional() @IsIn(audiences, isAudience) @IsArray({ message: 'must be a list' }) readonly edit?: (typeof audiences)[number][]
  /** The claim that carries it; the attribute's name unless told. None of the protocol's, and no standard claim. */
  @Optional() @Matches(/^[\x21-\x7e]+$/, { message: 'must be printable ASCII' }) @Text(200) readonly claim?: string
}

/**
 * Reads one attribute that a seed declares.
 *
 * @throws Error `field: rule`
 */
export function readSeedAttribute(value: unknown): AttributeDefinition {
  const { texts: label, rest } = takeTexts(value, 'label')
  const entry = readEntry(AttributeEntry, rest)
  const { attribute, type, claim = attribute } = entry
  checkNotTaken('attribute', attribute)
  checkNotTaken('claim', claim)
  if (claim === 'entitlements' && type !== 'string_list') throw new Error('type: entitlements are a string_list (RFC 9068 section 2.2.3.1)')
  return {
    attribute,
    type,
    label,
    claim,
    view: readAudience('view', entry.view ?? ['person', 'administrator']),
    edit: readAudience('edit', entry.edit ?? ['administrator']),
    ...boundsOf(entry),
  }
}

function checkNotTaken(field: string, text: string): void {
  if (protocolClaims.has(text)) throw new Error(`${field}: ${text} is a claim of the protocol`)
  if (standardAttributes.has(text) || text === 'address') throw new Error(`${field}: ${text} is a standard claim, and stands under claims`)
  if (ofMemberships.has(text)) throw new Error(`${field}: ${text} is made of the groups that a person is in`)
}

function readAudience(field: string, named: readonly (typeof audiences)[number][]): readonly AttributeAudience[] {
  const audience = named.filter((one) => one !== 'nobody')
  if (audience.length < named.length && named.length > 1) throw new Error(`${field}: nobody stands alone`)
  return [...new Set(audience)]
}

/** What the values must be like, each where it means something for the type. */
function boundsOf(entry: AttributeEntry): Partial<AttributeDefinition> {
  checkBounds(entry)
  const bounds = { maxLength: entry.max_length, oneOf: entry.one_of, minimum: entry.minimum, maximum: entry.maximum }
  return Object.fromEntries(Object.entries(bounds).filter(([, bound]) => bound !== undefined))
}

function checkBounds({ type, max_length: maxLength, one_of: oneOf, minimum, maximum }: AttributeEntry): void {
  const [ofText, ofNumbers] = [maxLength ?? oneOf, minimum ?? maximum]
  if (ofText !== undefined && !type.startsWith('string')) throw new Error('type: max_length and one_of are for strings')
  if (ofNumbers !== undefined && type !== 'number') throw new Error('type: minimum and maximum are for numbers')
  if (Number(minimum) > Number(maximum)) throw new Error('maximum: must not be less than minimum')
}
