import { Matches } from 'class-validator'
import type { Role } from '#libs/roles/role'
import { Optional, Text } from './entry-rules'
import { isMapping, readEntry } from './read-entry'

/** Longest name of a role, in characters. */
const longestRole = 200
const mostRoles = 200

/** A role as the seed writes it: a name alone is a role of all resources. */
class RoleEntry {
  /** At most 200 characters. */
  @Text(longestRole) readonly role!: string
  /** The resource that it is a role of; left out: all. */
  @Optional() @Text(500) @Matches(/^\S+$/, { message: 'must be the identifier of a resource' }) readonly resource?: string
}

/** Reads a list of roles. @throws Error `roles: rule` */
export function readRoles(value: unknown): readonly Role[] {
  if (!Array.isArray(value)) throw new Error('roles: must be a list')
  if (value.length > mostRoles) throw new Error(`roles: holds more than ${mostRoles} roles`)
  return value.map((one: unknown, index) => readRole(one, index))
}

function readRole(value: unknown, index: number): Role {
  try {
    const { role, resource } = readEntry(RoleEntry, isMapping(value) ? value : { role: value })
    return { role, ...(resource !== undefined && { resource }) }
  } catch (error) {
    throw new Error(`roles[${index}].${error instanceof Error ? error.message : 'is not valid'}`, { cause: error })
  }
}
