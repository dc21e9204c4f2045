import type { AttributeDefinition, AttributeType } from './attribute-definition'
import { searchKeys } from './search-keys'
import type { AttributeValue } from './attribute-definition'

/** Claims of OpenID Connect Core §5.1 that people are looked for by. */
const searched = ['name', 'given_name', 'family_name', 'nickname', 'preferred_username', 'email', 'phone_number'] as const

const types: Readonly<Record<string, AttributeType>> = {
  name: 'string',
  given_name: 'string',
  family_name: 'string',
  middle_name: 'string',
  nickname: 'string',
  preferred_username: 'string',
  profile: 'string',
  picture: 'string',
  website: 'string',
  email: 'string',
  email_verified: 'boolean',
  gender: 'string',
  birthdate: 'string',
  zoneinfo: 'string',
  locale: 'string',
  phone_number: 'string',
  phone_number_verified: 'boolean',
  updated_at: 'number',
}

/**
 * The standard claims as attributes that the server itself declares. `address`, which is a structure, is none.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims
 */
export const standardAttributes: ReadonlyMap<string, AttributeDefinition> = new Map(
  Object.entries(types).map(([attribute, type]) => [
    attribute,
    { attribute, type, label: {}, view: ['person', 'administrator'], edit: ['administrator'], claim: attribute },
  ]),
)

type Values = Readonly<Record<string, unknown>>

const isValue = (value: unknown): value is AttributeValue =>
  ['string', 'number', 'boolean'].includes(typeof value) || (Array.isArray(value) && value.every((one) => typeof one === 'string'))

const keysOf = (name: string, value: unknown): readonly (readonly [string, string])[] =>
  isValue(value) ? searchKeys(value).map((key) => [name, key] as const) : []

/** By which values a person is found: those of the operator's attributes, and of the standard claims that people are looked for by. */
export const searchKeysOf = (claims: Values, attributes: Values): readonly (readonly [attribute: string, value: string])[] => [
  ...searched.flatMap((name) => keysOf(name, claims[name])),
  ...Object.entries(attributes).flatMap(([name, value]) => keysOf(name, value)),
]
