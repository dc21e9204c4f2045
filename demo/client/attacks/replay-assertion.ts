import { enterPart } from '../wire/wire'
import { rfc } from './attack'
import type { TokenAttack } from './attack'
import { asserted, makeAssertion } from './authenticate'
import { endpointsOf } from './endpoints'
import { post } from './send'

export const replayAssertion: TokenAttack = {
  id: 'replay-assertion',
  title: 'Replay the assertion',
  story: 'Somebody has overheard a request of the client, and signs in with the same assertion at once, while it is fresh.',
  outcomes: {
    fapi: { expected: 'refused', because: 'An assertion is good once: the server remembers its jti, on all nodes, until it has expired.' },
  },
  rules: [rfc(7523, '3')],
  async run(victim) {
    const form = { ...asserted(await makeAssertion(victim)), token: victim.tokens.accessToken }
    const { introspection } = endpointsOf(victim)
    await post(introspection, form)
    enterPart('attack')
    await post(introspection, form)
  },
}
