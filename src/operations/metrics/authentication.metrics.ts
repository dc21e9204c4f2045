import { Injectable } from '@nestjs/common'
import { Counter } from '#libs/measures/counter'
import { counted, counter } from '#libs/measures/metric'
import type { Metric } from '#libs/measures/metric'
import { Series } from '#libs/measures/series'
import { HearsEvents } from '#platform/events/event-listeners'
import type { EventListener } from '#platform/events/event-listeners'
import type { EventName, ServerEvent } from '#platform/events/server-event'
import { ContributesMetrics } from '#platform/registry/contributes-metrics'
import type { MetricsContribution } from '#platform/registry/contributes-metrics'

type Outcomes = Readonly<Partial<Record<EventName, string>>>

const logins: Outcomes = { 'login.succeeded': 'succeeded', 'login.failed': 'failed' }
const clients: Outcomes = { 'client.authenticated': 'succeeded', 'client.failed': 'failed' }
/** The secrets of a client, in their order. */
const secrets = ['current', 'old'] as const
/** What the failures are counted of: the first word of a limit. */
const limits: ReadonlySet<string> = new Set(['login', 'client', 'push'])

/** How often people and clients prove who they are, or fail to. */
@Injectable()
@HearsEvents()
@ContributesMetrics()
export class AuthenticationMetrics implements EventListener, MetricsContribution {
  readonly #logins = begin(Object.values(logins))
  readonly #clients = begin(Object.values(clients))
  readonly #lockouts = begin(limits)
  readonly #secrets = begin(secrets)

  hear(event: ServerEvent): void {
    count(this.#logins, logins[event.name])
    count(this.#clients, clients[event.name])
    if (event.name === 'client.authenticated' && event.fields.secret !== undefined) count(this.#secrets, secrets[event.fields.secret - 1])
    if (event.name === 'attempts.locked') count(this.#lockouts, event.fields.of.find((word) => limits.has(word)) ?? 'other')
  }

  // prettier-ignore
  metrics(): readonly Metric[] {
    return [
      counter(['aldgate_logins_total', 'Logins by password', 'outcome'], () => counted(this.#logins)),
      counter(['aldgate_client_authentications_total', 'Authentications of clients', 'outcome'], () => counted(this.#clients)),
      counter(['aldgate_client_secrets_total', 'Authentications of clients that have two secrets, by the secret that they used: current or old', 'secret'], () => counted(this.#secrets)),
      counter(['aldgate_lockouts_total', 'Times that too many failures filled a window: of logins, of clients, of pushed requests', 'of'], () => counted(this.#lockouts)),
    ]
  }
}

/** Counters that are there from the start, at zero: a rate can then be told of the first event too. */
function begin(labels: Iterable<string>): Series<Counter> {
  const series = new Series(() => new Counter())
  for (const label of labels) series.of(label)
  return series
}

const count = (series: Series<Counter>, label: string | undefined) => {
  if (label !== undefined) series.of(label).add()
}
