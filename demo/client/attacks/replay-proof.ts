import { enterPart } from '../wire/wire'
import { rfc } from './attack'
import type { TokenAttack } from './attack'
import { callHonestly } from './call-honestly'
import { endpointsOf } from './endpoints'
import { send } from './send'

export const replayProof: TokenAttack = {
  id: 'replay-proof',
  title: 'Replay the proof',
  story: 'Somebody has recorded a whole request to the API, with its token and its proof, and sends the very same once more.',
  outcomes: {
    fapi: {
      expected: 'refused',
      because: 'A proof is good once: the API remembers its jti for as long as the proof could be used, and refuses it the second time.',
    },
  },
  rules: [rfc(9449, '11.1')],
  async run(victim) {
    const { headers } = await callHonestly(victim)
    enterPart('attack')
    await send({ url: endpointsOf(victim).accounts, headers })
  },
}
