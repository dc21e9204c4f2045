import { groupPathFault } from '#libs/group-path/group-path'
import type { Notes } from './notes'
import type { RealmGroup } from './realm'
import { roleNames, toSeedRoles } from './roles'
import type { CompositeRoles } from './roles'

export interface SeedGroup {
  readonly group: string
  readonly description?: string
  readonly roles?: readonly { readonly role: string }[]
}

/** Keycloak begins its paths with a slash. */
export const toGroupPath = (path: string): string => path.replace(/^\//, '')

/** The groups of a realm, those within others too. */
export function toSeedGroups(groups: readonly RealmGroup[], roles: CompositeRoles, notes: Notes, above = ''): readonly SeedGroup[] {
  return groups.flatMap((group) => {
    const path = toGroupPath(group.path ?? `${above}/${group.name ?? ''}`)
    const within = toSeedGroups(group.subGroups ?? [], roles, notes, path)
    return [...toSeedGroup(group, path, roles, notes), ...within]
  })
}

function toSeedGroup(group: RealmGroup, path: string, roles: CompositeRoles, notes: Notes): readonly SeedGroup[] {
  const place = `group ${path}`
  const fault = groupPathFault(path)
  if (fault !== undefined) {
    notes.add(place, `was left out: its path ${fault}`)
    return []
  }
  if (Object.keys(group.attributes ?? {}).length > 0) notes.add(place, 'its attributes were left out: groups have none here')
  const borne = toSeedRoles(roles.expand(roleNames(group.realmRoles, group.clientRoles)), place, notes)
  const { description = '' } = group
  return [{ group: path, ...(description !== '' && { description }), ...(borne.length > 0 && { roles: borne }) }]
}
