import { enterPart } from '../wire/wire'
import { fapi, rfc } from './attack'
import type { TokenAttack } from './attack'
import { callHonestly } from './call-honestly'
import { endpointsOf } from './endpoints'
import { makeForeignKey, makeProof } from './make-proof'
import { send } from './send'

export const tokenWithoutKey: TokenAttack = {
  id: 'token-without-key',
  title: 'Use the token without the key',
  story: 'The access token has leaked, from a log say. Somebody who has the token, and nothing else, sends it from another machine.',
  outcomes: {
    standard: {
      expected: 'let in',
      because:
        'A bearer token is like cash: whoever holds it can spend it, until it expires. Nothing tells the thief from the client. That is what FAPI 2.0 changes: try the same in its mode.',
    },
    fapi: {
      expected: 'refused',
      because:
        'The token names the key that it is bound to (cnf.jkt). As a bearer token it opens nothing, and a proof with the thief’s own key is a proof of the wrong key.',
    },
  },
  rules: [rfc(9449, '7.1'), rfc(9449, '7.2'), fapi('5.3.4')],
  async run(victim) {
    const { nonce } = await callHonestly(victim)
    const { tokens, settings, party } = victim
    const url = endpointsOf(victim).accounts
    enterPart('attack')
    await send({ url, headers: { authorization: `Bearer ${tokens.accessToken}` } })
    if (!party.proofKey) return
    const { accessToken } = tokens
    const dpop = await makeProof(await makeForeignKey(), { method: 'GET', url, now: settings.now(), accessToken, nonce })
    await send({ url, headers: { authorization: `DPoP ${accessToken}`, dpop } })
  },
}
