import type { SignedIn } from '../actions/action'
import { enterPart } from '../wire/wire'
import { fapi, rfc } from './attack'
import type { TokenAttack } from './attack'
import { endpointsOf } from './endpoints'
import { send } from './send'

/** The request that the client would make, but by value in an address, and changed. */
export function changedRequest(victim: SignedIn, changes: Readonly<Record<string, string>>): string {
  const { tour, settings } = victim
  const parameters = {
    client_id: tour.mode.clientId,
    response_type: 'code',
    redirect_uri: `${settings.origin}/callback`,
    scope: tour.scopes.join(' '),
    state: 'the-state-of-the-client',
    code_challenge: 'A'.repeat(43),
    code_challenge_method: 'S256',
    ...changes,
  }
  return `${endpointsOf(victim).authorization}?${new URLSearchParams(parameters).toString()}`
}

export const changeRequest: TokenAttack = {
  id: 'change-request',
  title: 'Change the request',
  story:
    'Something in the browser, an extension say, rewrites the address on its way to the server: it asks for more scope than the client did.',
  outcomes: {
    standard: {
      expected: 'let in',
      because:
        'The server cannot know that the client never wrote this: it goes on to the login page. Only the consent page stands in the way, if the person reads it.',
    },
    fapi: {
      expected: 'refused',
      because:
        'A FAPI 2.0 client pushes its request. What stands in the browser’s address counts for nothing, so that there is nothing to change.',
    },
  },
  rules: [rfc(9126, '4'), fapi('5.3.2.2')],
  async run(victim) {
    enterPart('attack')
    await send({ url: changedRequest(victim, { scope: 'openid profile email address phone offline_access accounts payments' }) })
  },
}
