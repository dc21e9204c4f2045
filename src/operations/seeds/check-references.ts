import type { ClientMetadata } from '#libs/client-metadata/client-metadata'
import { groupsOnTheWay } from '#libs/group-path/group-path'
import { didYouMean } from '#libs/near-name/near-name'
import type { AttributeDefinition } from '#libs/person-attributes/attribute-definition'
import { supportedClaims } from '#libs/token-claims/claims-of-scope'
import { nameEntry } from './document/name-entry'
import type { SeedDocument, SeedList } from './document/seed-document'
import { SeedError } from './document/seed-error'
import { excerpt, personFault, rolesFault } from './person-fault'
import type { PersonNames } from './person-fault'
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
export interface SeedNames extends PersonNames {
  readonly claims: ReadonlySet<string>
  readonly scopesOfResources: ReadonlySet<string>
}

/** The lists of what others may name. */
type Declarations = Pick<SeedDocument, 'attributes' | 'groups' | 'resources'>

export function toNames(document: Declarations, declared: Declared): SeedNames {
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

export const toDeclarations = ({ attributes, groups, resources }: Pick<SeedParts['lists'], keyof Declarations>): Declarations => ({
  attributes: attributes.read.map(({ entry }) => entry),
  groups: groups.read.map(({ entry }) => entry),
  resources: resources.read.map(({ entry }) => entry),
})

function scopeFault(scope: string, claims: readonly string[], names: SeedNames): string | undefined {
  if (names.scopesOfResources.has(scope)) return 'scope: a resource knows it already'
  const unknown = claims.find((claim) => !names.claims.has(claim))
  return unknown && `claims: nothing gives ${excerpt(unknown)}${didYouMean(unknown, names.claims)}`
}
