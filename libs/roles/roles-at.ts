import { normalizeResource } from '../authorization/resource-identifier'
import { enforces } from '../checks/enforces'
import type { Role } from './role'

enforces('RFC9068-2.2.3.1')

/** The names of the roles that count at an audience: those of its resources, and those of all. Sorted, each once. */
export function rolesAt(audience: readonly string[], roles: readonly Role[]): readonly string[] {
  const here = new Set(audience.map(normalizeResource))
  const counting = roles.filter(({ resource }) => resource === undefined || here.has(normalizeResource(resource)))
  return [...new Set(counting.map(({ role }) => role))].toSorted()
}
