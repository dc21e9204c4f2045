import { findResource } from '#libs/authorization/resource-identifier'
import { groupPathFault } from '#libs/group-path/group-path'
import { didYouMean } from '#libs/near-name/near-name'
import type { AttributeDefinition } from '#libs/person-attributes/attribute-definition'
import { attributeValueFault } from '#libs/person-attributes/attribute-value-fault'
import type { Role } from '#libs/roles/role'
import type { SeedUser } from './document/seed-document'

/** What entries about people may name. */
export interface PersonNames {
  readonly attributes: ReadonlyMap<string, AttributeDefinition>
  /** Paths of groups, those on the way to them, too. */
  readonly groups: ReadonlySet<string>
  readonly resources: ReadonlySet<string>
}

export const excerpt = (text: string) => JSON.stringify(text.slice(0, 100))

export function rolesFault(roles: readonly Role[], { resources }: PersonNames): string | undefined {
  const unknown = roles.find(({ resource }) => resource !== undefined && findResource(resource, resources) === undefined)
  return unknown && `roles: there is no resource ${excerpt(unknown.resource ?? '')}${didYouMean(unknown.resource ?? '', resources)}`
}

function groupsFault(groups: readonly string[], names: PersonNames): string | undefined {
  const unknown = groups.find((path) => !names.groups.has(path))
  if (unknown === undefined) return undefined
  const fault = groupPathFault(unknown)
  return `groups: ${fault === undefined ? `there is no group ${excerpt(unknown)}${didYouMean(unknown, names.groups)}` : `${excerpt(unknown)} ${fault}`}`
}

function attributesFault(attributes: NonNullable<SeedUser['attributes']>, names: PersonNames): string | undefined {
  for (const [name, value] of Object.entries(attributes)) {
    const definition = names.attributes.get(name)
    if (!definition) return `attributes: ${excerpt(name)} is not declared${didYouMean(name, names.attributes.keys())}`
    const fault = attributeValueFault(value, definition)
    if (fault !== undefined) return `attributes.${name}: ${fault}`
  }
  return undefined
}

/** What is wrong with what is said of a person, held to what there is; undefined when nothing is. */
export const personFault = (
  { groups = [], roles = [], attributes = {} }: Pick<SeedUser, 'groups' | 'roles' | 'attributes'>,
  names: PersonNames,
) => groupsFault(groups, names) ?? rolesFault(roles, names) ?? attributesFault(attributes, names)
