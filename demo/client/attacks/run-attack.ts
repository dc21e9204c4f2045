import type { SignedIn } from '../actions/action'
import { refresh } from '../actions/refresh'
import type { ClientSettings } from '../client-settings'
import { explainProblem } from '../tour/explain-problem'
import { prepareAuthorization } from '../tour/prepare-authorization'
import type { AttackResult, Tour } from '../tour/tour'
import type { Exchange } from '../wire/exchange'
import { readRefusal } from '../wire/read-refusal'
import { enterPart, record } from '../wire/wire'
import type { Attack, FreshCode } from './attack'

const marginSeconds = 30

/** An attack is refused when every one of its own requests is. */
function judge(exchanges: readonly Exchange[]): AttackResult['verdict'] {
  const own = exchanges.filter(({ part }) => part === 'attack')
  if (own.length === 0) return 'not run'
  return own.every((exchange) => readRefusal(exchange)) ? 'refused' : 'let in'
}

/** An old access token would be refused for its age, and nothing would be learnt. */
async function freshen(victim: SignedIn): Promise<SignedIn> {
  if (victim.tokens.expiresAt - victim.settings.now() > marginSeconds) return victim
  await refresh(victim)
  return { ...victim, tokens: victim.tour.tokens ?? victim.tokens }
}

async function attackWith(attack: Attack, victim: SignedIn, code: FreshCode | undefined): Promise<void> {
  enterPart('before')
  if ('run' in attack) await attack.run(await freshen(victim))
  else if (code) await attack.runWithCode(victim, code)
}

/** Runs an attack and keeps how it went; nothing where there are no tokens. */
export async function runAttack(attack: Attack, tour: Tour, settings: ClientSettings, code?: FreshCode): Promise<void> {
  const { party, tokens } = tour
  if (!party || !tokens) return
  const { exchanges: own, error } = await record(() => attackWith(attack, { tour, party, tokens, settings }, code))
  const verdict = error === undefined ? judge(own) : 'not run'
  const exchanges = [...(code?.pending.attack?.exchanges ?? []), ...own]
  tour.attacks.set(attack.id, { verdict, exchanges, ...(error !== undefined && { reason: explainProblem(error) }) })
}

/** The address at which the browser gets a code for the attack, from the session that it has; undefined where that fails at once. */
export async function fetchCodeFor(attack: Attack, tour: Tour, settings: ClientSettings): Promise<URL | undefined> {
  const { party } = tour
  if (!party) return undefined
  const { result, exchanges, error } = await record(async () => {
    enterPart('before')
    return prepareAuthorization(tour, party, settings, { prompt: 'none' })
  })
  if (result) tour.pending = { ...result, attack: { id: attack.id, exchanges } }
  else tour.attacks.set(attack.id, { verdict: 'not run', exchanges, reason: explainProblem(error) })
  return result?.url
}
