import { enterPart } from '../wire/wire'
import { fapi, rfc } from './attack'
import type { TokenAttack } from './attack'
import { asserted, makeAssertion } from './authenticate'
import { endpointsOf } from './endpoints'
import { post } from './send'

const fiveMinutes = 300

export const expiredAssertion: TokenAttack = {
  id: 'expired-assertion',
  title: 'Sign in with an old assertion',
  story: 'Somebody has found a client assertion in an old log, never used before, and signs in with it as the client.',
  outcomes: {
    fapi: {
      expected: 'refused',
      because: 'An assertion lives for a minute (exp), so that a leaked one is worth nothing soon. A secret would still be good.',
    },
  },
  rules: [rfc(7523, '3'), fapi('5.3.2.1')],
  async run(victim) {
    enterPart('attack')
    await post(endpointsOf(victim).introspection, {
      ...asserted(await makeAssertion(victim, fiveMinutes)),
      token: victim.tokens.accessToken,
    })
  },
}
