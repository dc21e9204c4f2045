import { Injectable } from '@nestjs/common'
import { Counter } from '#libs/measures/counter'
import { Histogram } from '#libs/measures/histogram'
import { counted, counter, distributed, histogram } from '#libs/measures/metric'
import type { Metric } from '#libs/measures/metric'
import { Series } from '#libs/measures/series'
import { HearsEvents } from '#platform/events/event-listeners'
import type { EventListener } from '#platform/events/event-listeners'
import type { ServerEvent } from '#platform/events/server-event'
import { ContributesMetrics } from '#platform/registry/contributes-metrics'
import type { MetricsContribution } from '#platform/registry/contributes-metrics'

const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
/** Node.js knows some thirty more methods, none of which does anything here. */
const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'OPTIONS'])

/** What is asked of this node, and how it answers. */
@Injectable()
@HearsEvents()
@ContributesMetrics()
export class RequestMetrics implements EventListener, MetricsContribution {
  readonly #requests = new Series(() => new Counter())
  readonly #seconds = new Series(() => new Histogram(bounds))
  readonly #refusals = new Series(() => new Counter())

  hear(event: ServerEvent): void {
    if (event.name === 'request.answered') this.#answered(event.fields)
    if (event.name === 'request.refused') this.#refusals.of(event.fields.error, event.fields.check ?? 'none').add()
  }

  // prettier-ignore
  metrics(): readonly Metric[] {
    return [
      counter(['aldgate_requests_total', 'Requests, by route as it is declared', 'method', 'route', 'status'], () => counted(this.#requests)),
      histogram(['aldgate_request_seconds', 'Seconds from the head of a request to the end of its answer', 'route'], () => distributed(this.#seconds)),
      counter(['aldgate_refusals_total', 'Requests that were refused or failed, by OAuth error and by the check that refused', 'error', 'check'], () => counted(this.#refusals)),
    ]
  }

  #answered({ method, route, status, milliseconds, aborted }: ServerEvent<'request.answered'>['fields']): void {
    this.#requests.of(methods.has(method) ? method : 'other', route, aborted ? 'aborted' : String(status)).add()
    this.#seconds.of(route).add(milliseconds / 1000)
  }
}
