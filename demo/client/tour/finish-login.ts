import type { ClientSettings } from '../client-settings'
import { note, record } from '../wire/wire'
import { toProblem } from './explain-problem'
import { redeemCode } from './redeem-code'
import { toTokens } from './to-tokens'
import { addStep } from './tour'
import type { PendingAuthorization, Tour } from './tour'

const success = {
  standard:
    'The server sent your browser back with a code. The client checked state and iss, and exchanged the code for tokens, with its secret and the PKCE verifier that only it knows.',
  fapi: 'The server sent your browser back with a code. The client checked state and iss, and exchanged the code for tokens: it signed an assertion instead of sending a secret, and a DPoP proof bound the tokens to the key of this tour.',
} as const
const failure = 'The server sent your browser back, but not with what the client asked for, so there are no tokens.'

/** Takes the browser's answer: ends the login with tokens, or with the reason why there are none. */
export async function finishLogin(tour: Tour, pending: PendingAuthorization, callback: URL, { now }: ClientSettings): Promise<void> {
  const { exchanges, error } = await record(async () => {
    note({ request: { by: 'browser', method: 'GET', url: callback.href, headers: [], body: undefined } })
    if (!tour.party) throw new Error('the tour has not begun')
    tour.tokens = toTokens(await redeemCode(tour.party, pending, callback), now())
    Object.assign(tour, { isLoggedOut: false, person: undefined })
  })
  if (error === undefined) addStep(tour, { title: 'The code becomes tokens', story: success[tour.mode.id], exchanges })
  else addStep(tour, { title: 'No tokens', story: failure, exchanges, problem: toProblem(error) })
}
