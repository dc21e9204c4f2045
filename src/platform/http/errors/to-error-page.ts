import type { OAuthError } from '#libs/oauth-errors/oauth-error'
import { message } from '../languages/message'
import type { Message } from '../languages/message'

/** Where a person can go on who is stuck: an application by its name, and its address. */
export interface WayOn {
  readonly name: string
  readonly uri: string
}

/** What views/error.eta shows. */
export interface ErrorPage {
  readonly error: string
  readonly title: Message
  readonly description: string
  readonly advice: Message
  readonly flow: string
  readonly wayOn: WayOn | undefined
}

type Words = readonly [title: Message, advice: Message]

const refused: Words = [message('error-refused'), message('advice-start-again')]
const broken: Words = [message('error-broken'), message('advice-wait')]
const tooOld: Words = [message('error-too-old'), message('advice-too-old')]
const complete: Words = [message('error-complete'), message('advice-complete')]

/** By the check that refused. */
const byCheck: ReadonlyMap<string, Words> = new Map([
  ['interaction-handle', tooOld],
  ['interaction-lives', tooOld],
  ['logout-handle', tooOld],
  ['request-uri', [message('error-too-old'), message('advice-once')]],
  ['interaction-first-code', complete],
  ['request-uri-unused', complete],
  ['interaction-browser', [message('error-other-browser'), message('advice-other-browser')]],
  ['browser-cookie', [message('error-refused'), message('advice-cookies')]],
  ['account-form', [message('error-too-old'), message('advice-account')]],
  ['check-same-site', [message('error-refused'), message('advice-other-site')]],
])

const byStatus: ReadonlyMap<number, Words> = new Map([
  [404, [message('error-missing'), message('advice-address')]],
  [429, [message('error-too-often'), message('advice-too-often')]],
  [503, [message('error-unavailable'), message('advice-wait')]],
])

/** A refusal in words for the person in front of the browser, who did not write the request. */
export function toErrorPage({ code, status, description, refusal }: OAuthError, flow: string, wayOn?: WayOn): ErrorPage {
  const words = byCheck.get(refusal?.check ?? '') ?? byStatus.get(status) ?? (status < 500 ? refused : broken)
  const [title, advice] = words
  return { error: code, title, description, advice, flow, wayOn }
}
