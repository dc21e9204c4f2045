import type { Attack } from '../attacks/attack'
import { attacksOf } from '../attacks/attacks'
import type { ClientSettings } from '../client-settings'
import type { AttackResult, Tour } from '../tour/tour'
import { toExchangeView } from './exchange-view'
import { toLadder } from './to-ladder'
import { toTourHead } from './tour-view'

const verdicts = {
  refused: { tone: 'good', words: 'Refused' },
  'let in': { tone: 'bad', words: 'It worked' },
  'not run': { tone: 'none', words: 'It did not run' },
} as const

function toResultView({ verdict, exchanges: all, reason }: AttackResult, settings: ClientSettings) {
  const exchanges = all.map((exchange) => toExchangeView(exchange, settings))
  const refusals = exchanges.filter(({ part }) => part === 'attack').flatMap(({ refusal }) => refusal ?? [])
  return { ...verdicts[verdict], verdict, reason, refusals, exchanges, ladder: toLadder(exchanges) }
}

function toAttackView({ id, title, story, rules, outcomes }: Attack, tour: Tour, settings: ClientSettings) {
  const result = tour.attacks.get(id)
  return { id, title, story, rules, because: outcomes[tour.mode.id]?.because, result: result && toResultView(result, settings) }
}

/** What the page of attacks shows. */
export const toAttacksView = (tour: Tour, settings: ClientSettings) => ({
  ...toTourHead(tour, settings),
  groups: attacksOf(tour.mode).map(({ title, attacks }) => ({
    title,
    attacks: attacks.map((attack) => toAttackView(attack, tour, settings)),
  })),
})
