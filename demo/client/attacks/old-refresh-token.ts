import { enterPart } from '../wire/wire'
import { rfc } from './attack'
import type { CodeAttack } from './attack'
import { exchangeOf, introspect, requestTokens } from './redeem-by-hand'

export const oldRefreshToken: CodeAttack = {
  id: 'old-refresh-token',
  title: 'Use an old refresh token',
  story: 'Somebody has copied a refresh token, and uses it after the client has moved on to the next ones.',
  outcomes: {
    standard: {
      expected: 'refused',
      because:
        'Each use replaces the refresh token. That an old one comes back means that there are two holders: the server ends the whole grant, the newest tokens too, as the last request shows.',
    },
  },
  rules: [rfc(9700, '4.14.2')],
  async runWithCode(victim, code) {
    const refresh = (token: unknown) => requestTokens(victim, { grant_type: 'refresh_token', refresh_token: String(token) })
    const { refresh_token: first } = await requestTokens(victim, exchangeOf(victim, code))
    const { refresh_token: second } = await refresh(first)
    const { access_token: newest } = await refresh(second)
    enterPart('attack')
    await refresh(first)
    enterPart('after')
    await introspect(victim, String(newest))
  },
}
