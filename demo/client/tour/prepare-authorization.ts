import * as client from 'openid-client'
import type { ClientSettings } from '../client-settings'
import { note } from '../wire/wire'
import type { Party, PendingAuthorization, Tour } from './tour'

/** What an authorization request asks for beyond what every one of them has. */
interface Asked {
  readonly prompt?: 'none'
}

/** The address that the browser is sent to: with the whole request (standard), or with a reference to the pushed one (FAPI 2.0). */
async function toUrl({ config, DPoP }: Party, parameters: Record<string, string>): Promise<URL> {
  return DPoP ? client.buildAuthorizationUrlWithPAR(config, parameters, { DPoP }) : client.buildAuthorizationUrl(config, parameters)
}

/** Makes an authorization request, in FAPI 2.0 mode by pushing it, and remembers what the answer must match. */
export async function prepareAuthorization(
  tour: Tour,
  party: Party,
  { origin, now }: ClientSettings,
  { prompt }: Asked = {},
): Promise<PendingAuthorization> {
  const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()]
  const url = await toUrl(party, {
    redirect_uri: `${origin}/callback`,
    scope: tour.scopes.join(' '),
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(prompt && { prompt }),
  })
  note({ request: { by: 'browser', method: 'GET', url: url.href, headers: [], body: undefined } })
  return { url, state, nonce, verifier, preparedAt: now() }
}
