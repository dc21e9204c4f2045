import { enforces } from '../checks/enforces'
import { parseLoopbackUri } from './loopback-uri'

enforces('OIDCC-3.1.2.1', 'RFC8252-7.3', 'RFC8252-8.3', 'RFC9700-2.1', 'RFC9700-4.1')

/** What a client registered about its redirect URIs. */
export interface RedirectRegistration {
  readonly redirect_uris: readonly string[]
  readonly application_type: 'web' | 'native'
  readonly security_profile: string
}

/** FAPI 2.0 §5.3.2.2-8 allows the loopback interface by its addresses alone (RFC 8252 §7.3). */
function matchesButForPort(registered: string, presented: string, profile: string): boolean {
  const [ours, theirs] = [parseLoopbackUri(registered), parseLoopbackUri(presented)]
  if (!ours || !theirs || (ours.host === 'localhost' && profile !== 'oidc')) return false
  return ours.host === theirs.host && ours.rest === theirs.rest
}

/**
 * Whether a redirect URI is one of the client's: equal, character by character, to a registered one. A native client's
 * http://127.0.0.1 or http://[::1] may differ in its port alone, and so may http://localhost of an OpenID Connect client.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-2.1
 * @see https://www.rfc-editor.org/rfc/rfc8252#section-7.3
 */
export function matchRedirectUri(client: RedirectRegistration, presented: string): boolean {
  if (client.redirect_uris.includes(presented)) return true
  const { application_type: type, security_profile: profile, redirect_uris: uris } = client
  return type === 'native' && uris.some((registered) => matchesButForPort(registered, presented, profile))
}
