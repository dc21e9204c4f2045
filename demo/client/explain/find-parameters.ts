import type { ReceivedAnswer, SentRequest } from '../wire/exchange'
import { headerOf, parseJson } from '../wire/read-refusal'
import { textsOf } from './answer-texts'
import { explainParameter } from './parameter-texts'

/** A parameter with its meaning. */
export interface ExplainedParameter {
  readonly name: string
  readonly value: string
  readonly meaning: string
}

const [maxLetters, shownLetters] = [72, 48]

// The whole value stands in the request or answer itself.
const shorten = (value: string): string => (value.length > maxLetters ? `${value.slice(0, shownLetters)}…` : value)

const isForm = ({ headers }: SentRequest) => headerOf(headers, 'content-type')?.startsWith('application/x-www-form-urlencoded') === true

/** The parameters of a request, in its address and in its form, with what they mean. */
export function findParameters(request: SentRequest): readonly ExplainedParameter[] {
  const form = isForm(request) ? new URLSearchParams(request.body) : []
  return [...new URL(request.url).searchParams, ...form].map(([name, value]) => ({
    name,
    value: shorten(value),
    meaning: explainParameter(name) ?? 'A parameter of its own.',
  }))
}

const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** The members of an answer that have a meaning of their own in the protocol. */
export function findMembers(answer: ReceivedAnswer | undefined): readonly ExplainedParameter[] {
  const json = parseJson(answer?.body ?? '') ?? {}
  return Object.entries(textsOf(json)).flatMap(([name, meaning]) =>
    Object.hasOwn(json, name) ? [{ name, value: shorten(show(json[name])), meaning }] : [],
  )
}
