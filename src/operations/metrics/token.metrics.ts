import { Injectable } from '@nestjs/common'
import { Counter } from '#libs/measures/counter'
import { counted, counter } from '#libs/measures/metric'
import type { Metric } from '#libs/measures/metric'
import { Series } from '#libs/measures/series'
import { HearsEvents } from '#platform/events/event-listeners'
import type { EventListener } from '#platform/events/event-listeners'
import type { ServerEvent } from '#platform/events/server-event'
import { ContributesMetrics } from '#platform/registry/contributes-metrics'
import type { MetricsContribution } from '#platform/registry/contributes-metrics'
import { GrantRegistry } from '#protocol/token/grant-registry'

/** What the token endpoint hands out, and what it refuses. */
@Injectable()
@HearsEvents()
@ContributesMetrics()
export class TokenMetrics implements EventListener, MetricsContribution {
  readonly #issued = new Series(() => new Counter())
  readonly #refused = new Series(() => new Counter())

  constructor(private readonly grants: GrantRegistry) {}

  hear(event: ServerEvent): void {
    if (event.name === 'tokens.issued')
      for (const kind of event.fields.kinds) this.#issued.of(this.#known(event.fields.grantType), kind).add()
    if (event.name === 'tokens.refused') this.#refused.of(this.#known(event.fields.grantType), event.fields.error).add()
  }

  // prettier-ignore
  metrics(): readonly Metric[] {
    return [
      counter(['aldgate_tokens_issued_total', 'Tokens issued', 'grant_type', 'kind'], () => counted(this.#issued)),
      counter(['aldgate_token_requests_refused_total', 'Token requests of authenticated clients that were refused', 'grant_type', 'error'], () => counted(this.#refused)),
    ]
  }

  /** A grant type that nobody here knows is whatever somebody sent. */
  #known(grantType: string): string {
    return this.grants.grantTypes.includes(grantType) ? grantType : 'other'
  }
}
