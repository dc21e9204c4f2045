import { enterPart } from '../wire/wire'
import { rfc } from './attack'
import type { TokenAttack } from './attack'
import { endpointsOf } from './endpoints'
import { post } from './send'

export const guessedSecret: TokenAttack = {
  id: 'guessed-secret',
  title: 'Guess the secret',
  story: 'Somebody has stolen the refresh token, and guesses the client’s secret to use it.',
  outcomes: {
    standard: {
      expected: 'refused',
      because:
        'The secret is long and random, and the server counts wrong ones: after a hundred in a minute it refuses to look. But the secret travels in every request, and one that leaks is good until it is changed.',
    },
  },
  rules: [rfc(6749, '2.3.1'), rfc(6749, '10.10')],
  async run(victim) {
    const { tour, tokens } = victim
    enterPart('attack')
    await post(endpointsOf(victim).token, {
      grant_type: 'refresh_token',
      refresh_token: tokens.refreshToken ?? '',
      client_id: tour.mode.clientId,
      client_secret: 'correct-horse-battery-staple-0123456789',
    })
  },
}
