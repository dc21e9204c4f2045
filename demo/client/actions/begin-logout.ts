import * as client from 'openid-client'
import type { ClientSettings } from '../client-settings'
import { addStep } from '../tour/tour'
import type { Tour } from '../tour/tour'

const story =
  'The client sends your browser to the server’s end-session endpoint, with the ID token as a hint of whose session it is. The server asks you, ends the session and every grant made in it without offline_access, and sends you back here.'

/** The address at the server that ends the session; undefined where nobody is logged in. */
export function beginLogout(tour: Tour, { origin }: ClientSettings): URL | undefined {
  const { party, tokens } = tour
  if (!party || !tokens) return undefined
  tour.logoutState = client.randomState()
  const url = client.buildEndSessionUrl(party.config, {
    id_token_hint: tokens.idToken,
    post_logout_redirect_uri: `${origin}/`,
    state: tour.logoutState,
  })
  const request = { by: 'browser', method: 'GET', url: url.href, headers: [], body: undefined } as const
  addStep(tour, { title: 'Logout', story, exchanges: [{ request }] })
  return url
}
