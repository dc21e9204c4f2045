import { randomPKCECodeVerifier } from 'openid-client'
import { enterPart } from '../wire/wire'
import { rfc } from './attack'
import type { CodeAttack } from './attack'
import { exchangeOf, requestTokens } from './redeem-by-hand'

const because =
  'The request carried the hash of a verifier (code_challenge) that only the client knows. Without the verifier the code is worth nothing, and the wrong guess has used it up.'

export const stolenCode: CodeAttack = {
  id: 'stolen-code',
  title: 'Steal the code',
  story: 'Somebody has caught the code before the client could use it, and exchanges it with a verifier of their own.',
  outcomes: { standard: { expected: 'refused', because }, fapi: { expected: 'refused', because } },
  rules: [rfc(7636, '4.6'), rfc(9700, '2.1.1')],
  async runWithCode(victim, code) {
    enterPart('attack')
    await requestTokens(victim, exchangeOf(victim, code, randomPKCECodeVerifier()))
  },
}
