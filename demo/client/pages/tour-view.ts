import { isRecord } from '#libs/jwk/is-record'
import { tryParseCompactJws } from '#libs/jws/try-parse-compact-jws'
import { actions } from '../actions/actions'
import type { ClientSettings } from '../client-settings'
import type { Step, Tokens, Tour } from '../tour/tour'
import { toExchangeView } from './exchange-view'
import type { ExchangeView } from './exchange-view'
import { toLadder } from './to-ladder'

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

function boundKeyOf(accessToken: string): string | undefined {
  const cnf = tryParseCompactJws(accessToken)?.payload['cnf']
  return isRecord(cnf) ? text(cnf['jkt']) : undefined
}

function toLifetime(seconds: number): string {
  if (seconds <= 0) return 'expired; refresh it'
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s, when this page was made`
}

function toPerson({ claims }: Tokens, person: Tour['person']) {
  const known = { ...claims, ...person }
  return { sub: claims.sub, name: text(known['name']), email: text(known['email']) }
}

/** Who is logged in, and with what. */
const toLogin = (tokens: Tokens, person: Tour['person'], { now }: ClientSettings) => ({
  person: toPerson(tokens, person),
  lifetime: toLifetime(tokens.expiresAt - now()),
  boundKey: boundKeyOf(tokens.accessToken),
})

/** The exchange that tells most: the last one with a token, a proof or a refusal in it. */
const findTelling = (exchanges: readonly ExchangeView[]): ExchangeView | undefined =>
  exchanges.findLast(({ jwts, refusal }) => jwts.length > 0 || refusal) ?? exchanges.at(-1)

function toStepView({ exchanges, ...step }: Step, number: number, settings: ClientSettings) {
  const shown = exchanges.map((exchange) => toExchangeView(exchange, settings))
  return { ...step, number, exchanges: shown, telling: findTelling(shown), ladder: toLadder(shown) }
}

const groups = [
  { id: 'use', title: 'Use the token' },
  { id: 'keep', title: 'Keep it fresh' },
  { id: 'end', title: 'End it' },
] as const

/** What both pages of a tour begin with. */
export const toTourHead = ({ id, mode, tokens, person, isLoggedOut }: Tour, settings: ClientSettings) => ({
  id,
  mode,
  issuer: settings.issuer,
  isLoggedOut,
  login: tokens && toLogin(tokens, person, settings),
})

/** What stands between the visitor and a login: nothing, a request that failed, or an answer without tokens. */
function readinessOf({ pending, isRequestRefused }: Tour): 'ready' | 'refused' | 'again' {
  if (isRequestRefused) return 'refused'
  return pending === undefined ? 'again' : 'ready'
}

/** What the walk-through shows. */
export const toTourView = (tour: Tour, settings: ClientSettings) => ({
  ...toTourHead(tour, settings),
  readiness: readinessOf(tour),
  groups: groups.map(({ id, title }) => ({ title, actions: actions.filter(({ group }) => group === id) })),
  steps: tour.steps.map((step, index) => toStepView(step, index + 1, settings)),
})
