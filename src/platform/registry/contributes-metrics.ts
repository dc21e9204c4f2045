import { DiscoveryService } from '@nestjs/core'
import type { Metric } from '#libs/measures/metric'

/** A feature that has figures of its own. */
export interface MetricsContribution {
  /** Asked for once; each of them is read whenever somebody wants to know. */
  metrics(): readonly Metric[]
}

/** Puts a feature's figures into /metrics. */
export const ContributesMetrics = DiscoveryService.createDecorator<void>()
