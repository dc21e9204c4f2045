import type { Notes } from './notes'
import type { RealmClient } from './realm'
import { Variable } from './variables'

/** Shortest client secret that is taken here, in characters. */
const shortestSecret = 32

type Authentication = Readonly<Record<string, string | Variable>>

/** How a client of a realm authenticates, and with what. */
export function toAuthentication(client: RealmClient, place: string, notes: Notes): Authentication {
  if (client.publicClient) return { token_endpoint_auth_method: 'none' }
  if (client.clientAuthenticatorType === 'client-jwt') return byKey(client, place, notes)
  const isBySecret = (client.clientAuthenticatorType ?? 'client-secret') === 'client-secret'
  if (!isBySecret) notes.add(place, `${client.clientAuthenticatorType} was replaced by a client secret`)
  return bySecret(client, place, notes)
}

function byKey({ attributes }: RealmClient, place: string, notes: Notes): Authentication {
  const jwksUri = attributes?.['jwks.url'] ?? ''
  if (jwksUri === '') notes.add(place, 'its key is not in the export as JWKS: add jwks or jwks_uri')
  return { token_endpoint_auth_method: 'private_key_jwt', ...(jwksUri !== '' && { jwks_uri: jwksUri }) }
}

/** Keycloak masks secrets in exports with asterisks unless it is told not to. */
function bySecret({ clientId = '', secret = '' }: RealmClient, place: string, notes: Notes): Authentication {
  if (secret.length >= shortestSecret) return { client_secret: secret }
  const why = /^\**$/.test(secret) ? 'not in the export' : `shorter than ${shortestSecret} characters`
  const variable = `${clientId.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}_SECRET`
  notes.add(place, `its secret is ${why}: set ${variable} to a new one`)
  return { client_secret: new Variable(variable) }
}
