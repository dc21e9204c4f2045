import type { ClientMetadata } from '#libs/client-metadata/client-metadata'
import { findResource } from '#libs/authorization/resource-identifier'
import { groupPathFault, groupsOnTheWay } from '#libs/group-path/group-path'
import { didYouMean } from '#libs/near-name/near-name'
import type { AttributeDefinition } from '#libs/person-attributes/attribute-definition'
import { attributeValueFault } from '#libs/person-attributes/attribute-value-fault'
import type { Role } from '#libs/roles/role'
import { supportedClaims } from '#libs/token-claims/claims-of-scope'
import { nameEntry } from './document/name-entry'
import type { SeedDocument, SeedList, SeedUser } from './document/seed-document'
import { SeedError } from './document/seed-error'
import type { SeedParts } from './seed-parts'

/** What entries of a seed may name: what the server has, and what the seed itself declares. */
export interface Declared {
  readonly attributes: ReadonlyMap<string, AttributeDefinition>
  /** Paths of groups. */
  readonly groups: Iterable<string>
  /** Scopes by resource. */
  readonly resources: ReadonlyMap<string, readonly string[]>
}

/** What entries may name once the seed has been loaded. */
interface SeedNames {
  readonly attributes: ReadonlyMap<string, AttributeDefinition>
  readonly groups: ReadonlySet<string>
  readonly resources: ReadonlySet<string>
  readonly claims: ReadonlySet<string>
  readonly scopesOfResources: ReadonlySet<string>
}

const excerpt = (text: string) => JSON.stringify(text.slice(0, 100))

/** The lists of what others may name. */
type Declarations = Pick<SeedDocument, 'attributes' | 'groups' | 'resources'>

function toNames(document: Declarations, declared: Declared): SeedNames {
  const attributes = new Map([...declared.attributes, ...document.attributes.map((one) => [one.attribute, one] as const)])
  const paths = [...declared.groups, ...document.groups.map(({ path }) => path)]
  return {
    attributes,
    groups: new Set(paths.flatMap(groupsOnTheWay)),
    resources: new Set([...declared.resources.keys(), ...document.resources.map(({ resource }) => resource)]),
    claims: new Set([...supportedClaims, ...[...attributes.values()].map(({ claim }) => claim)]),
    scopesOfResources: new Set(document.resources.flatMap(({ scopes }) => scopes)),
  }
}

function mappingFault({ claims = [] }: ClientMetadata, names: SeedNames): string | undefined {
  const copied = claims.filter(({ value }) => value === undefined).map(({ claim, from = claim }) => from)
  const unknown = copied.find((name) => !names.claims.has(name))
  return unknown && `claims: nothing gives ${excerpt(unknown)}${didYouMean(unknown, names.claims)}; for an expression, write it as value`
}

function rolesFault(roles: readonly Role[], { resources }: SeedNames): string | undefined {
  const unknown = roles.find(({ resource }) => resource !== undefined && findResource(resource, resources) === undefined)
  return unknown && `roles: there is no resource ${excerpt(unknown.resource ?? '')}${didYouMean(unknown.resource ?? '', resources)}`
}

function groupsFault(groups: readonly string[], names: SeedNames): string | undefined {
  const unknown = groups.find((path) => !names.groups.has(path))
  if (unknown === undefined) return undefined
  const fault = groupPathFault(unknown)
  return `groups: ${fault === undefined ? `there is no group ${excerpt(unknown)}${didYouMean(unknown, names.groups)}` : `${excerpt(unknown)} ${fault}`}`
}

function attributesFault(attributes: NonNullable<SeedUser['attributes']>, names: SeedNames): string | undefined {
  for (const [name, value] of Object.entries(attributes)) {
    const definition = names.attributes.get(name)
    if (!definition) return `attributes: ${excerpt(name)} is not declared${didYouMean(name, names.attributes.keys())}`
    const fault = attributeValueFault(value, definition)
    if (fault !== undefined) return `attributes.${name}: ${fault}`
  }
  return undefined
}

/** What is wrong with what is said of a person, held to what there is; undefined when nothing is. */
const personFault = ({ groups = [], roles = [], attributes = {} }: Pick<SeedUser, 'groups' | 'roles' | 'attributes'>, names: SeedNames) =>
  groupsFault(groups, names) ?? rolesFault(roles, names) ?? attributesFault(attributes, names)

/**
 * Refuses a seed whose entries name a group, an attribute, a claim or a resource that there is not, before anything of it is written. What
 * others may name has been read all of it.
 *
 * @throws SeedError the first such entry, and the rule
 */
export function checkReferences(lists: SeedParts['lists'], declared: Declared, source: string): void {
  const names = toNames(toDeclarations(lists), declared)
  const checkAll = <List extends SeedList>(list: List, faultOf: (entry: SeedDocument[List][number]) => string | undefined) => {
    for (const { index, entry } of lists[list].read) {
      const fault = faultOf(entry)
      if (fault !== undefined) throw new SeedError(source, nameEntry(list, index, 'metadata' in entry ? entry.metadata : entry), fault)
    }
  }
  checkAll('clients', ({ metadata }) => mappingFault(metadata, names))
  checkAll('groups', ({ roles }) => rolesFault(roles, names))
  checkAll('scopes', ({ scope, claims }) => scopeFault(scope, claims, names))
  checkAll('users', (user) => personFault(user, names))
}

const toDeclarations = ({ attributes, groups, resources }: SeedParts['lists']): Declarations => ({
  attributes: attributes.read.map(({ entry }) => entry),
  groups: groups.read.map(({ entry }) => entry),
  resources: resources.read.map(({ entry }) => entry),
})

function scopeFault(scope: string, claims: readonly string[], names: SeedNames): string | undefined {
  if (names.scopesOfResources.has(scope)) return 'scope: a resource knows it already'
  const unknown = claims.find((claim) => !names.claims.has(claim))
  return unknown && `claims: nothing gives ${excerpt(unknown)}${didYouMean(unknown, names.claims)}`
}
