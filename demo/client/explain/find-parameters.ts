import type { SentRequest } from '../wire/exchange'
import { headerOf } from '../wire/read-refusal'
import { explainParameter } from './parameter-texts'

/** A parameter with its meaning. */
export interface ExplainedParameter {
  readonly name: string
  readonly value: string
  readonly meaning: string
}

const isForm = ({ headers }: SentRequest) => headerOf(headers, 'content-type')?.startsWith('application/x-www-form-urlencoded') === true

/** The parameters of a request, in its address and in its form, with what they mean. */
export function findParameters(request: SentRequest): readonly ExplainedParameter[] {
  const form = isForm(request) ? new URLSearchParams(request.body) : []
  return [...new URL(request.url).searchParams, ...form].map(([name, value]) => ({
    name,
    value,
    meaning: explainParameter(name) ?? 'A parameter of its own.',
  }))
}
