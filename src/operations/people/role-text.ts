import type { Role } from '#libs/roles/role'

const atResource = /^([a-z][a-z0-9+.-]*:[^\s#]+)#(.+)$/i

/** A role in one cell: its name, or `RESOURCE#NAME` where it is one of a resource (whose identifier has no fragment). */
export function parseRoleText(text: string): Role {
  const [, resource, role] = atResource.exec(text) ?? []
  return resource === undefined || role === undefined ? { role: text } : { resource, role }
}

export const toRoleText = ({ resource, role }: Role): string => (resource === undefined ? role : `${resource}#${role}`)
