import { toAuthentication } from './client-authentication'
import { toLogoutUris, toRedirectUris } from './client-uris'
import { toSeedClaim } from './mappers'
import type { SeedClaim } from './mappers'
import { LeftOut } from './notes'
import type { Notes } from './notes'
import type { RealmClient, RealmScope } from './realm'

/** A client of a seed, in the names of RFC 7591. */
export type SeedClientEntry = Readonly<Record<string, unknown>> & { readonly client_id: string }

/** Scopes of Keycloak that mean something to Keycloak alone. */
const ownScopes = new Set(
  'roles web-origins acr basic microprofile-jwt role_list saml_organization organization service_account'.split(' '),
)
const standardScopes = new Set('openid profile email address phone offline_access'.split(' '))

/** Whether the operator of the realm made this scope. */
export const isCustom = (name: string): boolean => !ownScopes.has(name) && !standardScopes.has(name)

/**
 * A client of a realm as a seed has it.
 *
 * @throws LeftOut when it speaks another protocol, is disabled, or no address of it can be carried
 */
export function toSeedClient(client: RealmClient, scopes: ReadonlyMap<string, RealmScope>, notes: Notes): SeedClientEntry {
  checkCarried(client)
  const place = placeOf(client)
  const grants = toGrants(client, place, notes)
  return {
    client_id: client.clientId ?? '',
    ...toName(client),
    client_type: client.consentRequired ? 'external' : 'internal',
    grant_types: grants,
    ...toAuthentication(client, place, notes),
    ...(grants.includes('authorization_code') && toCodeFlow(client, place, notes)),
    ...toSettings(client.attributes ?? {}),
    ...toMapping(client, scopes, notes),
  }
}

export const placeOf = ({ clientId = '' }: RealmClient): string => `client ${clientId}`

function checkCarried({ protocol, enabled }: RealmClient): void {
  if (protocol !== undefined && protocol !== 'openid-connect') throw new LeftOut(`its protocol is ${protocol}`)
  if (enabled === false) throw new LeftOut('it is disabled')
}

/** Names of Keycloak's own clients are references to its texts. */
const toName = ({ name = '' }: RealmClient) => (name === '' || name.startsWith('${') ? {} : { client_name: name })

function toGrants(client: RealmClient, place: string, notes: Notes): readonly string[] {
  if (client.implicitFlowEnabled) notes.add(place, 'the implicit flow was left out: it is not served')
  if (client.directAccessGrantsEnabled) notes.add(place, 'direct access grants (passwords) were left out: they are not served')
  if (client.bearerOnly) return []
  const ofPeople = client.standardFlowEnabled === false ? [] : ['authorization_code', 'refresh_token']
  return client.serviceAccountsEnabled ? [...ofPeople, 'client_credentials'] : ofPeople
}

function toCodeFlow(client: RealmClient, place: string, notes: Notes): Readonly<Record<string, unknown>> {
  const redirects = toRedirectUris(client, place, notes)
  const scopes = [...(client.defaultClientScopes ?? []), ...(client.optionalClientScopes ?? [])]
  return {
    redirect_uris: redirects,
    response_types: ['code'],
    post_logout_redirect_uris: toLogoutUris(client, redirects, place, notes),
    scope: [...new Set(['openid', ...scopes.filter((scope) => !ownScopes.has(scope))])].join(' '),
  }
}

type Attributes = Readonly<Record<string, string>>

/** What Keycloak keeps among a client's attributes, each with what it is called here. */
const settings: readonly ((attributes: Attributes) => Readonly<Record<string, unknown>>)[] = [
  (of) => (of['pkce.code.challenge.method'] === 'S256' ? { require_pkce: true } : {}),
  (of) => (of['require.pushed.authorization.requests'] === 'true' ? { require_pushed_authorization_requests: true } : {}),
  (of) => (of['dpop.bound.access.tokens'] === 'true' ? { dpop_bound_access_tokens: true } : {}),
  (of) => (of['backchannel.logout.url'] ? { backchannel_logout_uri: of['backchannel.logout.url'] } : {}),
  (of) => (Number(of['access.token.lifespan']) >= 60 ? { lifetimes: { access_token: Number(of['access.token.lifespan']) } } : {}),
]

const toSettings = (attributes: Attributes) =>
  Object.assign({}, ...settings.map((read) => read(attributes))) as Readonly<Record<string, unknown>>

/** The mappers of the client itself and of the scopes that it always has; those of optional ones become scopes. The first of a claim counts. */
function toMapping(client: RealmClient, scopes: ReadonlyMap<string, RealmScope>, notes: Notes): { readonly claims?: readonly SeedClaim[] } {
  const ofScopes = (client.defaultClientScopes ?? []).filter(isCustom).flatMap((name) => scopes.get(name)?.protocolMappers ?? [])
  const claims = [...(client.protocolMappers ?? []), ...ofScopes].flatMap((mapper) =>
    notes.attempt(`${placeOf(client)}, mapper ${JSON.stringify(mapper.name ?? '')}`, () => toSeedClaim(mapper)),
  )
  const distinct = claims.filter(({ claim }, index) => claims.findIndex((one) => one.claim === claim) === index)
  return distinct.length === 0 ? {} : { claims: distinct }
}
