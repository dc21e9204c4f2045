import { enterPart } from '../wire/wire'
import { rfc } from './attack'
import type { TokenAttack } from './attack'
import { callHonestly } from './call-honestly'
import { endpointsOf } from './endpoints'
import { makeProof } from './make-proof'
import { send } from './send'

export const wrongHtu: TokenAttack = {
  id: 'wrong-htu',
  title: 'Use a proof at another address',
  story: 'A dishonest API keeps a proof that was made for it, and sends it, with the token, to another API: this one.',
  outcomes: {
    fapi: {
      expected: 'refused',
      because: 'A proof says which method and address it is for (htm, htu). This one is for another address than the one that it came to.',
    },
  },
  rules: [rfc(9449, '4.3')],
  async run(victim) {
    const { nonce } = await callHonestly(victim)
    const { accounts: url, userinfo } = endpointsOf(victim)
    const { party, tokens, settings } = victim
    if (!party.proofKey) return
    const { accessToken } = tokens
    const dpop = await makeProof(party.proofKey, { method: 'GET', url: userinfo, now: settings.now(), accessToken, nonce })
    enterPart('attack')
    await send({ url, headers: { authorization: `DPoP ${accessToken}`, dpop } })
  },
}
