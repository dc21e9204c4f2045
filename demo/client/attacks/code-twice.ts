import { enterPart } from '../wire/wire'
import { rfc } from './attack'
import type { CodeAttack } from './attack'
import { exchangeOf, introspect, requestTokens } from './redeem-by-hand'

const because =
  'A code is good once. That it comes again means that it has leaked, and nobody knows who came first: so the server ends the tokens of the first exchange too, as the last request shows.'

export const codeTwice: CodeAttack = {
  id: 'code-twice',
  title: 'Use the code twice',
  story: 'The client has exchanged its code. Somebody who saw the code go by, and even has the client’s keys, exchanges it once more.',
  outcomes: { standard: { expected: 'refused', because }, fapi: { expected: 'refused', because } },
  rules: [rfc(6749, '4.1.2'), rfc(9700, '4.5')],
  async runWithCode(victim, code) {
    const form = exchangeOf(victim, code)
    const { access_token: accessToken } = await requestTokens(victim, form)
    enterPart('attack')
    await requestTokens(victim, form)
    enterPart('after')
    await introspect(victim, String(accessToken))
  },
}
