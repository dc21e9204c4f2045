import { parseJson } from '../wire/read-refusal'
import { enterPart } from '../wire/wire'
import { rfc } from './attack'
import type { TokenAttack } from './attack'
import { callHonestly } from './call-honestly'
import { endpointsOf } from './endpoints'
import { presentToken } from './present-token'
import { send } from './send'

function raiseScope(token: string): string {
  const [header, payload = '', signature] = token.split('.')
  const claims = parseJson(Buffer.from(payload, 'base64url').toString()) ?? {}
  const edited = { ...claims, scope: `${String(claims['scope'])} everything`, sub: 'somebody-else' }
  return `${header}.${Buffer.from(JSON.stringify(edited)).toString('base64url')}.${signature}`
}

export const editedToken: TokenAttack = {
  id: 'edited-token',
  title: 'Edit the token',
  story: 'A token is only text: somebody writes another person and more scope into it, and leaves the rest as it was.',
  outcomes: {
    standard: {
      expected: 'refused',
      because: 'The signature covers every character of header and claims. The API sees that it does not fit.',
    },
    fapi: {
      expected: 'refused',
      because: 'The signature covers every character of header and claims. The API sees that it does not fit, good proof or not.',
    },
  },
  rules: [rfc(9068, '4'), rfc(7515, '5.2')],
  async run(victim) {
    const { nonce } = await callHonestly(victim)
    const url = endpointsOf(victim).accounts
    const headers = await presentToken(victim, raiseScope(victim.tokens.accessToken), url, nonce)
    enterPart('attack')
    await send({ url, headers })
  },
}
