import type { Notes } from './notes'
import type { Realm, RealmRole } from './realm'

/** Keycloak gives everybody these, and they mean something to Keycloak alone. */
const ownRoles = /^(?:default-roles-.*|offline_access|uma_authorization)$/
/** Clients that every realm has, and their roles. */
export const ownClients: ReadonlySet<string> = new Set([
  'account',
  'account-console',
  'admin-cli',
  'broker',
  'realm-management',
  'security-admin-console',
])

type RolesByClient = Readonly<Record<string, readonly string[]>>

/** Here a role has one name: that of a client stands before the names of its roles. */
const clientRole = (clientId: string, role: string) => `${clientId}:${role}`

/** The names that realm roles and client roles have here, without Keycloak's own. */
export function roleNames(realmRoles: readonly string[] = [], clientRoles: RolesByClient = {}): readonly string[] {
  const ofClients = Object.entries(clientRoles).flatMap(([clientId, roles]) =>
    ownClients.has(clientId) ? [] : roles.map((role) => clientRole(clientId, role)),
  )
  return [...realmRoles.filter((role) => !ownRoles.test(role)), ...ofClients]
}

/** The roles that come with a role: Keycloak's composite roles, resolved; here each is written out. */
export class CompositeRoles {
  readonly #parts = new Map<string, readonly string[]>()

  constructor({ roles = {} }: Realm) {
    for (const role of roles.realm ?? []) this.#add(role.name, role)
    for (const [clientId, ofClient] of Object.entries(roles.client ?? {}))
      for (const role of ofClient) if (role.name !== undefined) this.#add(clientRole(clientId, role.name), role)
  }

  /** The roles themselves and all that come with them, each once. */
  expand(names: readonly string[]): readonly string[] {
    const all = new Set<string>()
    const add = (name: string): void => {
      if (all.has(name)) return
      all.add(name)
      for (const part of this.#parts.get(name) ?? []) add(part)
    }
    for (const name of names) add(name)
    return [...all].toSorted()
  }

  #add(name: string | undefined, { composites }: RealmRole): void {
    if (name !== undefined && composites) this.#parts.set(name, roleNames(composites.realm, composites.client))
  }
}

/** Roles as a seed has them: of all resources. */
export const toSeedRoles = (names: readonly string[], place: string, notes: Notes): readonly { readonly role: string }[] =>
  names.filter((role) => isCarried(role, place, notes)).map((role) => ({ role }))

function isCarried(role: string, place: string, notes: Notes): boolean {
  const isGood = role.length <= 200 && !/[\p{Cc}\p{Cs}]/u.test(role)
  if (!isGood) notes.add(place, `role ${JSON.stringify(role.slice(0, 50))} was left out: its name is too long or holds control characters`)
  return isGood
}
