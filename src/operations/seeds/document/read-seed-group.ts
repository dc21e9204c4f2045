import { IsArray } from 'class-validator'
import { groupPathFault } from '#libs/group-path/group-path'
import type { Group } from '#records/groups/groups.repository'
import { Optional, Text } from './entry-rules'
import { readEntry } from './read-entry'
import { readRoles } from './read-roles'
import { takeTexts } from './read-texts'

/** A group as the seed writes it. */
class GroupEntry {
  /** Its path: `finance/approvers` is in `finance`, and whoever is in it is in both. At most 255 characters and 10 parts. */
  @Text(255)
  readonly group!: string

  /** The roles that its members have: names, or `{ resource, role }` for one resource. */
  @Optional()
  @IsArray({ message: 'must be a list' })
  readonly roles?: unknown[]
}

/**
 * Reads one group of a seed.
 *
 * @throws Error `field: rule`
 */
export function readSeedGroup(value: unknown): Group {
  const { texts: description, rest } = takeTexts(value, 'description')
  const { group: path, roles = [] } = readEntry(GroupEntry, rest)
  const fault = groupPathFault(path)
  if (fault !== undefined) throw new Error(`group: ${fault}`)
  return { path, description, roles: readRoles(roles) }
}
