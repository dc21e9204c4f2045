import { isIdentityScope } from '#libs/authorization/authorization'
import { supportedClaims } from '#libs/token-claims/claims-of-scope'
import { declareAttributes } from './attributes'
import type { SeedAttribute } from './attributes'
import { isCustom, placeOf, toSeedClient } from './clients'
import type { SeedClientEntry } from './clients'
import { toSeedGroups } from './groups'
import type { SeedGroup } from './groups'
import { LeftOut, Notes } from './notes'
import { toSeedPerson } from './people'
import type { SeedPerson } from './people'
import type { Realm, RealmScope, RealmUser } from './realm'
import { CompositeRoles, ownClients } from './roles'
import { toSeedValue } from './variables'

export interface SeedScope {
  readonly scope: string
  readonly claims: readonly string[]
  readonly description?: Readonly<Record<string, string>>
}

/** A realm as a seed, and what of it could not be carried over. */
export interface ConvertedRealm {
  readonly seed: {
    readonly attributes: readonly SeedAttribute[]
    readonly groups: readonly SeedGroup[]
    readonly scopes: readonly SeedScope[]
    readonly clients: readonly SeedClientEntry[]
  }
  /** As "users import" reads them, where nothing is a variable. */
  readonly people: readonly SeedPerson[]
  readonly notes: readonly string[]
}

/** Turns a realm's export into a seed: clients, groups, roles, scopes, mappers and people, with their subjects and passwords. */
export function toSeed(realm: Realm): ConvertedRealm {
  const notes = new Notes()
  const [roles, scopes] = [new CompositeRoles(realm), scopesByName(realm)]
  const attributes = declareAttributes(realm.users ?? [], realm.clientScopes ?? [], notes)
  const lists = new Set(attributes.filter(({ type }) => type === 'string_list').map(({ attribute }) => attribute))
  const seed = {
    attributes,
    groups: toSeedGroups(realm.groups ?? [], roles, notes),
    scopes: toSeedScopes(scopes, givenBy(attributes), notes),
    clients: (realm.clients ?? [])
      .filter(({ clientId = '' }) => !ownClients.has(clientId))
      .flatMap((client) => notes.attempt(placeOf(client), () => toSeedClient(client, scopes, notes))),
  }
  const people = (realm.users ?? [])
    .map((user) => withCompositeRoles(user, roles))
    .flatMap((user) => toSeedPerson(user, lists, notes) ?? [])
  noteTheRest(realm, notes)
  return { seed: toSeedValue(seed), people, notes: notes.lines }
}

const scopesByName = ({ clientScopes = [] }: Realm): ReadonlyMap<string, RealmScope> =>
  new Map(clientScopes.flatMap((scope) => (scope.name === undefined ? [] : [[scope.name, scope] as const])))

/** The names of client roles hold the client's, so that what a realm composes is found among both. */
function withCompositeRoles(user: RealmUser, roles: CompositeRoles): RealmUser {
  const { realmRoles = [], clientRoles = {} } = user
  const named = [
    ...realmRoles,
    ...Object.entries(clientRoles).flatMap(([id, list]) => (ownClients.has(id) ? [] : list.map((role) => `${id}:${role}`))),
  ]
  return { ...user, realmRoles: roles.expand(named), clientRoles: {} }
}

/** What a scope here can release. */
const givenBy = (attributes: readonly SeedAttribute[]): ReadonlySet<string> =>
  new Set([...supportedClaims, ...attributes.map(({ attribute, claim = attribute }) => claim)])

const toSeedScopes = (scopes: ReadonlyMap<string, RealmScope>, given: ReadonlySet<string>, notes: Notes): readonly SeedScope[] =>
  [...scopes]
    .filter(([name, { protocol }]) => isCustom(name) && !isIdentityScope(name) && protocol !== 'saml')
    .flatMap(([name, scope]) => notes.attempt(`scope ${name}`, () => toSeedScope(name, scope, given)))

function toSeedScope(scope: string, { attributes = {}, protocolMappers = [] }: RealmScope, given: ReadonlySet<string>): SeedScope {
  const claims = new Set(
    protocolMappers.flatMap(({ config }) => config?.['claim.name']?.split('.')[0] ?? []).filter((one) => given.has(one)),
  )
  if (claims.size === 0) throw new LeftOut('it releases no attribute of people')
  const text = attributes['consent.screen.text'] ?? ''
  // Texts of Keycloak's own are references.
  const isText = text !== '' && !text.startsWith('${')
  return { scope, claims: [...claims], ...(isText && { description: { en: text } }) }
}

/** Kinds of things that a realm has and a seed has no place for, each with the names of those that there are. */
const others: readonly (readonly [kind: string, names: (realm: Realm) => readonly (string | undefined)[]])[] = [
  ['identity provider', ({ identityProviders = [] }) => identityProviders.map(({ alias }) => alias)],
  [
    'authentication flow',
    ({ authenticationFlows = [] }) => authenticationFlows.filter(({ builtIn }) => builtIn === false).map(({ alias }) => alias),
  ],
  ['user federation', ({ components }) => (components?.['org.keycloak.storage.UserStorageProvider'] ?? []).map(({ name }) => name)],
]

function noteTheRest(realm: Realm, notes: Notes): void {
  for (const [kind, namesOf] of others) for (const name of namesOf(realm)) notes.add(`${kind} ${name ?? 'without a name'}`, 'was left out')
}
