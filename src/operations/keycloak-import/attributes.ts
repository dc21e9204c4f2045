import { standardAttributes } from '#libs/person-attributes/standard-attributes'
import { protocolClaims } from '#libs/token-claims/protocol-claims'
import type { Notes } from './notes'
import { standardClaimOfProperty } from './people-claims'
import type { RealmMapper, RealmScope, RealmUser } from './realm'

export interface SeedAttribute {
  readonly attribute: string
  readonly type: 'string' | 'string_list'
  readonly label: string
  readonly view: readonly string[]
  readonly edit: readonly string[]
  readonly claim?: string
}

const name = /^[A-Za-z][\w.:/-]{0,99}$/
const taken = (text: string) => protocolClaims.has(text) || standardAttributes.has(text) || ['address', 'groups', 'roles'].includes(text)

/** Whether an attribute of a realm can have its name here. */
export const isCarried = (attribute: string): boolean => name.test(attribute) && !taken(attribute)

/** Keycloak's attributes have no types: one is a list where anybody's has several values. The claim is that of a scope's mapper. */
export function declareAttributes(users: readonly RealmUser[], scopes: readonly RealmScope[], notes: Notes): readonly SeedAttribute[] {
  const found = new Map<string, 'string' | 'string_list'>()
  for (const [attribute, values] of users.flatMap(({ attributes = {} }) => Object.entries(attributes)))
    if (standardClaimOfProperty(attribute) === undefined)
      found.set(attribute, values.length > 1 ? 'string_list' : (found.get(attribute) ?? 'string'))
  for (const attribute of [...found.keys()].toSorted().filter((one) => !isCarried(one)))
    notes.add(`attribute ${JSON.stringify(attribute.slice(0, 100))}`, 'was left out: an attribute cannot be called so here')
  const claims = claimsOfMappers(scopes)
  const carried = [...found].filter(([attribute]) => isCarried(attribute))
  return carried.map(([attribute, type]) => declare(attribute, type, claims.get(attribute)))
}

const declare = (attribute: string, type: SeedAttribute['type'], claim: string | undefined): SeedAttribute => ({
  attribute,
  type,
  label: attribute,
  view: ['administrator'],
  edit: ['administrator'],
  ...(claim !== undefined && claim !== attribute && { claim }),
})

/** The claim of each attribute that a scope of the realm carries; each claim is one attribute's. */
function claimsOfMappers(scopes: readonly RealmScope[]): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>()
  for (const [attribute, claim] of scopes.flatMap(({ protocolMappers = [] }) => protocolMappers.flatMap(attributeClaim)))
    if (!attributes.has(claim) && ![...attributes.values()].includes(attribute)) attributes.set(claim, attribute)
  return new Map([...attributes].map(([claim, attribute]) => [attribute, claim]))
}

/** A claim with a dot is a member of another. */
const plainClaim = /^[\x21-\x2d\x2f-\x7e]+$/

function attributeClaim({ protocolMapper, config = {} }: RealmMapper): readonly (readonly [attribute: string, claim: string])[] {
  const { 'user.attribute': attribute = '', 'claim.name': claim = '' } = config
  return protocolMapper === 'oidc-usermodel-attribute-mapper' && plainClaim.test(claim) && !taken(claim) ? [[attribute, claim]] : []
}
