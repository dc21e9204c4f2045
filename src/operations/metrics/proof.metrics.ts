import { Injectable } from '@nestjs/common'
import { checkProofAge } from '#libs/dpop-proof/check-proof-age'
import { Histogram } from '#libs/measures/histogram'
import { alone, histogram } from '#libs/measures/metric'
import type { Metric } from '#libs/measures/metric'
import { HearsEvents } from '#platform/events/event-listeners'
import type { EventListener } from '#platform/events/event-listeners'
import type { ServerEvent } from '#platform/events/server-event'
import { ContributesMetrics } from '#platform/registry/contributes-metrics'
import type { MetricsContribution } from '#platform/registry/contributes-metrics'

const bounds = [-60, -30, -10, -5, -2, -1, 0, 1, 2, 5, 10, 30, 60, 120, 300]

/** How old proofs are when they come: clocks of clients that are off, and networks that are slow. */
@Injectable()
@HearsEvents()
@ContributesMetrics()
export class ProofMetrics implements EventListener, MetricsContribution {
  readonly #ages = new Histogram(bounds)

  hear(event: ServerEvent): void {
    if (event.name === 'proof.verified') this.#ages.add(event.fields.ageSeconds)
    if (event.name === 'request.refused' && event.fields.check === checkProofAge.declaration.check) this.#refused(event)
  }

  // prettier-ignore
  metrics(): readonly Metric[] {
    return [
      histogram(['aldgate_dpop_clock_offset_seconds', "Seconds from a DPoP proof's iat to its arrival, refused ones too; negative where the client's clock is ahead"], () => alone(this.#ages.read())),
    ]
  }

  /** What the check received is the proof's iat. */
  #refused({ at, fields }: ServerEvent<'request.refused'>): void {
    const issuedAt = Number(fields.received ?? Number.NaN)
    if (Number.isSafeInteger(issuedAt)) this.#ages.add(Math.floor(at / 1000) - issuedAt)
  }
}
