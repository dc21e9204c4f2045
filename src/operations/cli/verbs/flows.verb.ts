import { parseSince } from '#libs/time/parse-since'
import { Clock } from '#platform/clock/clock'
import { DatabaseModule } from '#platform/database/database.module'
import { FlowEvents } from '#operations/flows/flow-events.repository'
import type { FlowSummary } from '#operations/flows/flow-events.repository'
import type { FlowOutcome } from '#operations/flows/flow-record'
import { FlowRecordsModule } from '#operations/flows/flow-records.module'
import { Users } from '#records/users/users.repository'
import { UsersModule } from '#records/users/users.module'
import { CliVerb, UsageError } from '../cli-verb'
import type { Verb, VerbOptions, VerbOutput } from '../cli-verb'
import { limitOption, readLimit } from '../read-limit'

const outcomes: ReadonlySet<unknown> = new Set<FlowOutcome>(['taken', 'refused', 'failed'])

/** Lists flows, the newest first. */
@CliVerb({
  name: 'flows',
  usage: 'flows',
  description: 'Lists flows, the newest first.',
  options: {
    client: { type: 'string', description: 'Flows of this client_id.' },
    user: { type: 'string', description: 'Flows of this user name.' },
    outcome: { type: 'string', description: 'Flows with a request that was taken, refused or failed.' },
    since: { type: 'string', description: 'Flows since then: 15m, 2h, 7d, or a date such as 2026-01-31 (1d unless said).' },
    limit: limitOption,
  },
  modules: [DatabaseModule, FlowRecordsModule, UsersModule],
})
export class FlowsVerb implements Verb {
  constructor(
    private readonly flowEvents: FlowEvents,
    private readonly users: Users,
    private readonly clock: Clock,
  ) {}

  async run(_args: readonly string[], { client, user, outcome, since = '1d', limit }: VerbOptions): Promise<VerbOutput> {
    const sub = typeof user === 'string' ? await this.#subOf(user) : undefined
    const flows = await this.flowEvents.recent({
      since: toSince(since, this.clock.milliseconds()),
      clientId: typeof client === 'string' ? client : undefined,
      sub,
      outcome: toOutcome(outcome),
      limit: readLimit(limit),
    })
    return { lines: flows.length > 0 ? flows.map(toLine) : ['There are no such flows.'], data: { flows: flows.map(toData) } }
  }

  async #subOf(username: string): Promise<string> {
    const user = await this.users.findByUsername(username)
    if (!user) throw new UsageError(`--user: there is no account ${JSON.stringify(username)}, or it is disabled`)
    return user.sub
  }
}

function toSince(text: string | boolean | undefined, now: number): number {
  const since = parseSince(String(text), now)
  if (since === undefined) throw new UsageError('--since is a span such as 15m, 2h or 7d, or a date such as 2026-01-31')
  return since
}

function toOutcome(text: string | boolean | undefined): FlowOutcome | undefined {
  if (text !== undefined && !outcomes.has(text)) throw new UsageError('--outcome is taken, refused or failed')
  return text as FlowOutcome | undefined
}

const toTime = (at: number) => new Date(at).toISOString()
const toData = (flow: FlowSummary) => ({ ...flow, at: toTime(flow.at) })

const toLine = ({ flow, at, requests, refused, failed, clientId = '-', error, check }: FlowSummary): string => {
  const [count, bad] = [`${requests} request${requests === 1 ? '' : 's'}`, refused + failed]
  const refusal = bad > 0 ? `  ${bad} refused  ${error ?? ''}${check === undefined ? '' : ` (${check})`}` : ''
  return `${toTime(at).replace('T', ' ').slice(0, 19)}  ${flow}  ${clientId}  ${count}${refusal}`
}
