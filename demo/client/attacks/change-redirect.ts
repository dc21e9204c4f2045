import { enterPart } from '../wire/wire'
import { rfc } from './attack'
import type { TokenAttack } from './attack'
import { changedRequest } from './change-request'
import { send } from './send'

const because =
  'A redirect URI counts only when it is registered, letter by letter. The server shows an error page and sends the browser nowhere.'

export const changeRedirect: TokenAttack = {
  id: 'change-redirect',
  title: 'Send the code elsewhere',
  story:
    'Somebody sends the victim a link to the real server, with the real client, but with a redirect URI that leads the code to the attacker.',
  outcomes: { standard: { expected: 'refused', because }, fapi: { expected: 'refused', because } },
  rules: [rfc(9700, '4.1.3'), rfc(6749, '4.1.2.1')],
  async run(victim) {
    enterPart('attack')
    await send({ url: changedRequest(victim, { redirect_uri: 'https://attacker.example/callback' }), headers: { accept: 'text/html' } })
  },
}
