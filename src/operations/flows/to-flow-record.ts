import type { NotedEvents } from '#platform/events/event-catalog'
import type { Flow } from '#platform/events/flow'
import type { ServerEvent } from '#platform/events/server-event'
import type { FlowRecord, FlowStep } from './flow-record'

const longestText = 200
const longestList = 20

/** What was said, bounded: nobody fills the database with a long parameter. */
const bounded = (value: unknown): unknown => {
  if (typeof value === 'string') return value.slice(0, longestText)
  return Array.isArray(value) ? value.slice(0, longestList).map(bounded) : value
}

const toStep = ({ name, at, fields }: ServerEvent, startedAt: number): FlowStep => {
  const said: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) said[key] = bounded(value)
  return { name, after: Math.max(0, at - startedAt), fields: said }
}

/** The last thing that the steps say by this name. */
const lastOf = (steps: readonly FlowStep[], name: 'clientId' | 'sub', longest: number): string | null => {
  const value = steps.findLast(({ fields }) => typeof fields[name] === 'string')?.fields[name]
  return typeof value === 'string' ? value.slice(0, longest) : null
}

const toOutcome = (refusal: ServerEvent<'request.refused'> | undefined): Pick<FlowRecord, 'outcome' | 'error' | 'check'> => {
  if (!refusal) return { outcome: 'taken', error: null, check: null }
  const { status, error, check } = refusal.fields
  return { outcome: status >= 500 ? 'failed' : 'refused', error: error ?? null, check: check ?? null }
}

const isRefusal = (event: ServerEvent): event is ServerEvent<'request.refused'> => event.name === 'request.refused'
const isEnd = (event: ServerEvent) => event.name === 'request.answered' || event.name === 'work.done'

/** What is kept of a request that has been answered. */
export function toFlowRecord(
  answered: NotedEvents['request.answered'],
  at: number,
  flow: Flow,
  { id, node }: Pick<FlowRecord, 'id' | 'node'>,
): FlowRecord {
  const { method, path, status, milliseconds } = answered
  const startedAt = Math.round(at - milliseconds)
  const refusal = flow.steps.findLast(isRefusal)
  const steps = flow.steps.filter((event) => !isEnd(event)).map((event) => toStep(event, startedAt))
  return {
    id,
    flowId: flow.id,
    at: startedAt,
    node,
    method: method.slice(0, 10),
    path,
    status,
    milliseconds: Math.round(milliseconds),
    ...toOutcome(refusal),
    clientId: lastOf(steps, 'clientId', 200),
    sub: lastOf(steps, 'sub', 255),
    steps,
  }
}
