import * as client from 'openid-client'
import type { SignedIn } from '../actions/action'
import { explainProblem } from '../tour/explain-problem'
import { redeemCode } from '../tour/redeem-code'
import { enterPart, note } from '../wire/wire'
import { rfc } from './attack'
import type { TokenAttack } from './attack'

const because =
  'Here the client refuses, before it sends anything: state names the login that this browser began, and iss the server that answered. openid-client checks both.'

async function bring({ party, settings }: SignedIn, changes: Readonly<Record<string, string>>): Promise<void> {
  const [state, nonce] = [client.randomState(), client.randomNonce()]
  const callback = new URL(`${settings.origin}/callback`)
  const answer = { code: 'a-code-of-the-attacker', state, iss: settings.issuer, ...changes }
  callback.search = new URLSearchParams(answer).toString()
  const pending = { url: callback, state, nonce, verifier: client.randomPKCECodeVerifier(), preparedAt: settings.now() }
  const request = { by: 'attacker', method: 'GET', url: callback.href, headers: [], body: undefined } as const
  await redeemCode(party, pending, callback).catch((error: unknown) => note({ request, objection: explainProblem(error) }))
}

export const forgeCallback: TokenAttack = {
  id: 'forge-callback',
  title: 'Forge the callback',
  story:
    'Somebody makes the victim’s browser open the client’s callback with a code of the attacker: once with a state that this browser never sent, once with an answer from another server.',
  outcomes: { standard: { expected: 'refused', because }, fapi: { expected: 'refused', because } },
  rules: [rfc(9700, '4.7'), rfc(9207, '2.4')],
  async run(victim) {
    enterPart('attack')
    await bring(victim, { state: 'a-state-of-the-attacker' })
    await bring(victim, { iss: 'https://attacker.example' })
  },
}
