import { groupPathFault } from '#libs/group-path/group-path'
import { fromKeycloak } from '#libs/password-hash/from-keycloak'
import type { KeycloakPassword } from '#libs/password-hash/from-keycloak'
import { parsePasswordHash } from '#libs/password-hash/parse-password-hash'
import { UnusablePasswordHash } from '#libs/password-hash/password-hash'
import { isCarried } from './attributes'
import { toGroupPath } from './groups'
import type { Notes } from './notes'
import { standardClaimOfProperty } from './people-claims'
import type { RealmUser } from './realm'
import { roleNames, toSeedRoles } from './roles'

export interface SeedPerson {
  readonly username: string
  readonly sub?: string
  readonly password_hash?: string
  readonly disabled?: boolean
  readonly claims?: Readonly<Record<string, string | boolean>>
  readonly attributes?: Readonly<Record<string, string | readonly string[]>>
  readonly groups?: readonly string[]
  readonly roles?: readonly { readonly role: string }[]
}

const isFilled = (value: object | undefined): boolean => value !== undefined && Object.keys(value).length > 0

/** A person of a realm with the id as `sub`, so that applications find them again; undefined for service accounts. */
export function toSeedPerson(user: RealmUser, lists: ReadonlySet<string>, notes: Notes): SeedPerson | undefined {
  const { id, username, enabled = true } = user
  if (username === undefined || user.serviceAccountClientId !== undefined) return undefined
  const place = `user ${username}`
  noteTheRest(user, place, notes)
  const parts = {
    claims: toClaims(user),
    attributes: toAttributes(user, lists),
    groups: (user.groups ?? []).map(toGroupPath).filter((path) => groupPathFault(path) === undefined),
    // What comes with a composite role comes with it here, too: the roles of a realm are written out.
    roles: toSeedRoles(roleNames(user.realmRoles, user.clientRoles), place, notes),
  }
  const passwordHash = toPasswordHash(user, place, notes)
  return {
    username,
    ...(id !== undefined && { sub: id }),
    ...(passwordHash !== undefined && { password_hash: passwordHash }),
    ...(!enabled && { disabled: true }),
    ...Object.fromEntries(Object.entries(parts).filter(([, part]) => isFilled(part))),
  }
}

function toClaims({ email, emailVerified, firstName, lastName, attributes = {} }: RealmUser): Record<string, string | boolean> {
  const name = [firstName, lastName].filter((part) => part !== undefined && part !== '').join(' ')
  const standard = Object.entries(attributes).flatMap(([key, [value]]) => {
    const claim = standardClaimOfProperty(key)
    return claim === undefined || value === undefined ? [] : [[claim, value] as const]
  })
  return {
    ...Object.fromEntries(standard),
    ...(name !== '' && { name }),
    ...(firstName && { given_name: firstName }),
    ...(lastName && { family_name: lastName }),
    ...(email && { email, email_verified: emailVerified ?? false }),
  }
}

/** The attributes that are no standard claims: a list where anybody's has several values, else one text. */
function toAttributes({ attributes = {} }: RealmUser, lists: ReadonlySet<string>): Record<string, string | readonly string[]> {
  const own = Object.entries(attributes).filter(
    ([key, values]) => standardClaimOfProperty(key) === undefined && isCarried(key) && values.length > 0,
  )
  return Object.fromEntries(own.map(([key, values]) => [key, lists.has(key) ? values : (values[0] ?? '')]))
}

function toPasswordHash({ credentials = [] }: RealmUser, place: string, notes: Notes): string | undefined {
  const password = credentials.find(({ type }) => type === 'password')
  if (!password) {
    notes.add(place, 'has no password in the export, and cannot log in with one')
    return undefined
  }
  try {
    const hash = fromKeycloak({
      secret: JSON.parse(password.secretData ?? '') as KeycloakPassword['secret'],
      credential: JSON.parse(password.credentialData ?? '') as KeycloakPassword['credential'],
    })
    parsePasswordHash(hash)
    return hash
  } catch (error) {
    notes.add(
      place,
      `the password was left out: ${error instanceof UnusablePasswordHash ? error.message : 'it is not as Keycloak writes it'}`,
    )
    return undefined
  }
}

function noteTheRest({ credentials = [], requiredActions = [], federatedIdentities = [] }: RealmUser, place: string, notes: Notes): void {
  const others = [...new Set(credentials.map(({ type = 'unknown' }) => type))].filter((type) => type !== 'password')
  if (others.length > 0) notes.add(place, `credentials were left out: ${others.join(', ')}`)
  if (requiredActions.length > 0) notes.add(place, `required actions were left out: ${requiredActions.join(', ')}`)
  const providers = federatedIdentities.map(({ identityProvider = 'unknown' }) => identityProvider)
  if (providers.length > 0) notes.add(place, `links to other providers were left out: ${providers.join(', ')}`)
}
