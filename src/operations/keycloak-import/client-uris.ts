import { LeftOut } from './notes'
import type { Notes } from './notes'
import type { RealmClient } from './realm'

/** Keycloak's addresses may be relative to the client's root. */
function toUri(uri: string, rootUrl: string): string {
  const whole = uri.startsWith('/') ? `${rootUrl.replace(/\/$/, '')}${uri}` : uri
  if (whole.includes('*')) throw new LeftOut('wildcards are not accepted; list each address')
  if (!URL.canParse(whole)) throw new LeftOut('it is no whole address')
  return whole
}

const toUris = (uris: readonly string[], { rootUrl = '' }: RealmClient, place: string, notes: Notes): readonly string[] =>
  uris.flatMap((uri) => notes.attempt(`${place}, redirect URI ${JSON.stringify(uri)}`, () => toUri(uri, rootUrl)))

/** @throws LeftOut when none of them can be carried */
export function toRedirectUris(client: RealmClient, place: string, notes: Notes): readonly string[] {
  const uris = toUris(client.redirectUris ?? [], client, place, notes)
  if (uris.length === 0) throw new LeftOut('none of its redirect URIs can be carried')
  return uris
}

/** Keycloak keeps a list as one text with ## between its entries; + stands for the redirect URIs, - for none. */
export function toLogoutUris(client: RealmClient, redirects: readonly string[], place: string, notes: Notes): readonly string[] {
  const listed = (client.attributes?.['post.logout.redirect.uris'] ?? '').split('##')
  const others = listed.filter((uri) => !['', '+', '-'].includes(uri))
  return [...new Set([...(listed.includes('+') ? redirects : []), ...toUris(others, client, place, notes)])]
}
