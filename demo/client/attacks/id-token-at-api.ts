import { enterPart } from '../wire/wire'
import { rfc } from './attack'
import type { TokenAttack } from './attack'
import { callHonestly } from './call-honestly'
import { endpointsOf } from './endpoints'
import { presentToken } from './present-token'
import { send } from './send'

const because =
  'An ID token tells the client who logged in; it is no key to an API. Its typ header is not at+jwt, and the API asks for that before anything else.'

export const idTokenAtApi: TokenAttack = {
  id: 'id-token-at-api',
  title: 'Send the ID token to the API',
  story:
    'A client, or somebody who found an ID token in a browser, sends that to the API instead of the access token. It is signed by the same server, after all.',
  outcomes: { standard: { expected: 'refused', because }, fapi: { expected: 'refused', because } },
  rules: [rfc(9068, '4'), rfc(8725, '3.11')],
  async run(victim) {
    const { nonce } = await callHonestly(victim)
    const url = endpointsOf(victim).accounts
    const headers = await presentToken(victim, victim.tokens.idToken, url, nonce)
    enterPart('attack')
    await send({ url, headers })
  },
}
