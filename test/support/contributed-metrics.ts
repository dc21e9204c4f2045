import { DiscoveryService } from '@nestjs/core'
import type { INestApplication } from '@nestjs/common'
import type { Metric } from '../../libs/measures/metric'
import { ContributesMetrics } from '#platform/registry/contributes-metrics'
import type { MetricsContribution } from '#platform/registry/contributes-metrics'
import { findRegistered } from '#platform/registry/registry'

/** Every metric that a feature of the server contributes. */
export const contributedMetrics = (app: INestApplication): readonly Metric[] =>
  findRegistered<void, MetricsContribution>(app.get(DiscoveryService, { strict: false }), ContributesMetrics).flatMap(({ provider }) =>
    provider.metrics(),
  )
