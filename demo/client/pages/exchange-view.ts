import { STATUS_CODES } from 'node:http'
import type { ClientSettings } from '../client-settings'
import type { DecodedJwt } from '../explain/decode-jwt'
import { findJwts } from '../explain/find-jwts'
import { findMembers, findParameters } from '../explain/find-parameters'
import type { ExplainedParameter } from '../explain/find-parameters'
import type { AttackPart, Exchange, HeaderLines, SentRequest } from '../wire/exchange'
import { headerOf, parseJson } from '../wire/read-refusal'
import { toCurl } from '../wire/to-curl'
import { toRefusalView } from './refusal-view'
import type { RefusalView } from './refusal-view'

/** An exchange as a page shows it. */
export interface ExchangeView {
  readonly part: AttackPart | undefined
  readonly from: string
  readonly to: string
  readonly line: string
  readonly request: string
  readonly curl: string | undefined
  readonly status: string | undefined
  readonly tone: 'good' | 'bad' | 'none'
  /** The other side asked for a nonce in the proof, which is how a conversation with DPoP begins. */
  readonly asksForNonce: boolean
  readonly answer: string | undefined
  /** Headers of the answer that say nothing about the protocol. */
  readonly otherHeaders: string
  readonly parameters: readonly ExplainedParameter[]
  /** The members of the answer, explained. */
  readonly members: readonly ExplainedParameter[]
  readonly jwts: readonly DecodedJwt[]
  readonly refusal: RefusalView | undefined
}

const telling: ReadonlySet<string> = new Set([
  'content-type',
  'cache-control',
  'location',
  'www-authenticate',
  'dpop-nonce',
  'x-flow-id',
  'retry-after',
])
const senders = { client: 'Demo client', browser: 'Your browser', attacker: 'Attacker' } as const
const toLines = (headers: HeaderLines): string => headers.map(([name, value]) => `${name}: ${value}\n`).join('')

function receiverOf(url: string, { issuer, apiOrigin }: ClientSettings): string {
  const { origin } = new URL(url)
  if (origin === new URL(issuer).origin) return 'Aldgate'
  return origin === apiOrigin ? 'Demo API' : 'Demo client'
}

// A form is shown a parameter a line: so it is written nowhere, but so it can be read.
function showBody({ body, headers }: SentRequest): string {
  if (body === undefined) return ''
  const isForm = headerOf(headers, 'content-type')?.startsWith('application/x-www-form-urlencoded')
  return `\n${isForm ? body.replaceAll('&', '\n&') : body}`
}

function showRequest(request: SentRequest): string {
  const { host, pathname, search } = new URL(request.url)
  return `${request.method} ${pathname}${search} HTTP/1.1\nhost: ${host}\n${toLines(request.headers)}${showBody(request)}`.trimEnd()
}

function showAnswer({ status, headers, body }: NonNullable<Exchange['answer']>): string {
  const json = parseJson(body)
  const shown = toLines(headers.filter(([name]) => telling.has(name)))
  const isPage = headerOf(headers, 'content-type')?.startsWith('text/html')
  const text = json ? JSON.stringify(json, null, 2) : isPage ? '(a page)' : body
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\n${shown}\n${text}`.trimEnd()
}

function toAnswerView(answer: Exchange['answer']): Pick<ExchangeView, 'status' | 'answer' | 'otherHeaders'> {
  if (!answer) return { status: undefined, answer: undefined, otherHeaders: '' }
  const { status, headers } = answer
  return {
    status: `${status} ${STATUS_CODES[status] ?? ''}`.trim(),
    answer: showAnswer(answer),
    otherHeaders: toLines(headers.filter(([name]) => !telling.has(name))),
  }
}

function toneOf({ answer }: Exchange, refusal: RefusalView | undefined, asksForNonce: boolean): ExchangeView['tone'] {
  if (refusal && !asksForNonce) return 'bad'
  return answer && !refusal ? 'good' : 'none'
}

/** What is worth an explanation. */
const explain = (exchange: Exchange) => ({
  parameters: findParameters(exchange.request),
  members: findMembers(exchange.answer),
  jwts: findJwts(exchange),
})

/** Makes an exchange ready to be shown: who speaks to whom, both sides as text, and what it means. */
export function toExchangeView(exchange: Exchange, settings: ClientSettings): ExchangeView {
  const { request, answer, part } = exchange
  const refusal = toRefusalView(exchange, settings)
  const asksForNonce = refusal?.error === 'use_dpop_nonce' && part !== 'attack'
  return {
    part,
    from: senders[request.by],
    to: receiverOf(request.url, settings),
    line: `${request.method} ${new URL(request.url).pathname}`,
    request: showRequest(request),
    curl: request.by === 'browser' ? undefined : toCurl(request),
    tone: toneOf(exchange, refusal, asksForNonce),
    asksForNonce,
    ...toAnswerView(answer),
    ...explain(exchange),
    refusal,
  }
}
