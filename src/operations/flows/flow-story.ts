import { clauseUrl } from '#libs/clauses/clause-url'
import type { EventName } from '#platform/events/server-event'
import { describeStep } from './describe-step'
import type { FlowOutcome, FlowRecord, FlowStep } from './flow-record'

/** A clause, and where it can be read. */
export interface StoryClause {
  readonly id: string
  readonly url?: string
}

/** Why a step was refused, and how that is mended. */
export interface StoryRefusal {
  readonly error: string
  readonly description: string
  readonly check?: string
  readonly clauses: readonly StoryClause[]
  readonly reason?: string
  readonly expected?: string
  readonly received?: string
  readonly hint?: string
}

export interface StoryStep {
  /** When, as an ISO 8601 time in UTC. */
  readonly at: string
  readonly step: string
  readonly outcome: FlowOutcome
  readonly description: string
  readonly refusal?: StoryRefusal
}

export interface StoryRequest {
  readonly at: string
  readonly node: string
  readonly method: string
  readonly path: string
  readonly status: number
  readonly milliseconds: number
  readonly outcome: FlowOutcome
  readonly steps: readonly StoryStep[]
}

/** All that is known of a flow, for people and machines. */
export interface FlowStory {
  readonly flow: string
  readonly outcome: FlowOutcome
  readonly client?: string
  readonly sub?: string
  readonly requests: readonly StoryRequest[]
  /** The newest refusal: what whoever asks why wants to know. */
  readonly refusal?: StoryRefusal
}

/** What is told beside the refusal that it leads to. */
const setbacks: ReadonlySet<string> = new Set<EventName>([
  'client.failed',
  'login.failed',
  'attempts.locked',
  'tokens.refused',
  'consent.declined',
])

/** A delivery that did not arrive is no step that was taken. */
const isUndelivered = ({ name, fields }: FlowStep) => name === 'logout.told' && fields['outcome'] !== 'delivered'

const isRefusal = ({ name }: FlowStep) => name === 'request.refused'
const toTime = (milliseconds: number) => new Date(milliseconds).toISOString()
/** A member, unless there is nothing to say. */
const optional = <Name extends string>(name: Name, value: unknown): { readonly [Key in Name]?: string } =>
  typeof value === 'string' ? ({ [name]: value } as { readonly [Key in Name]: string }) : {}

const toClause = (id: string): StoryClause => ({ id, ...optional('url', clauseUrl(id)) })

function toRefusal({ fields }: FlowStep): StoryRefusal {
  const { error, description, check, clauses, reason, expected, received, hint } = fields
  return {
    error: String(error),
    description: String(description),
    ...optional('check', check),
    clauses: (Array.isArray(clauses) ? clauses : []).map((id) => toClause(String(id))),
    ...optional('reason', reason),
    ...optional('expected', expected),
    ...optional('received', received),
    ...optional('hint', hint),
  }
}

function toStoryStep(step: FlowStep, { at, outcome }: FlowRecord): StoryStep {
  const said = { at: toTime(at + step.after), step: step.name, description: describeStep(step) }
  if (isRefusal(step)) return { ...said, outcome, refusal: toRefusal(step) }
  return { ...said, outcome: setbacks.has(step.name) || isUndelivered(step) ? 'refused' : 'taken' }
}

const toStoryRequest = (record: FlowRecord): StoryRequest => ({
  at: toTime(record.at),
  node: record.node,
  method: record.method,
  path: record.path,
  status: record.status,
  milliseconds: record.milliseconds,
  outcome: record.outcome,
  steps: record.steps.map((step) => toStoryStep(step, record)),
})

/** Tells what happened in a flow, from what was kept of its requests in their order. */
export function toFlowStory(flow: string, records: readonly FlowRecord[]): FlowStory {
  const requests = records.map(toStoryRequest)
  const refusal = requests.flatMap(({ steps }) => steps).findLast((step) => step.refusal)?.refusal
  const [client, sub] = [records.findLast(({ clientId }) => clientId)?.clientId, records.findLast((record) => record.sub)?.sub]
  return {
    flow,
    outcome: records.at(-1)?.outcome ?? 'taken',
    ...optional('client', client),
    ...optional('sub', sub),
    requests,
    ...(refusal && { refusal }),
  }
}
