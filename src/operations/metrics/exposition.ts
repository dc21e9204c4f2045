import { Injectable, Logger } from '@nestjs/common'
import { DiscoveryService } from '@nestjs/core'
import type { Metric as PromMetric, Registry } from 'prom-client'
import type { Metric } from '#libs/measures/metric'
import { findRegistered } from '#platform/registry/registry'
import { ContributesMetrics } from '#platform/registry/contributes-metrics'
import type { MetricsContribution } from '#platform/registry/contributes-metrics'
import { toValues } from './to-values'
import type { Value } from './to-values'

/** All figures of this node, as Prometheus reads them. */
@Injectable()
export class Exposition {
  readonly #logger = new Logger('Metrics')
  #registry: Promise<Registry> | undefined

  constructor(private readonly discovery: DiscoveryService) {}

  /** Prometheus' text format. */
  async text(): Promise<string> {
    this.#registry ??= this.#load()
    return (await this.#registry).metrics()
  }

  // Some megabytes: only a node whose figures somebody reads has them.
  async #load(): Promise<Registry> {
    const { Registry, collectDefaultMetrics } = await import('prom-client')
    const registry = new Registry()
    for (const metric of this.#contributed()) registry.registerMetric(this.#adapted(metric))
    collectDefaultMetrics({ register: registry })
    return registry
  }

  #contributed(): readonly Metric[] {
    const contributions = findRegistered<void, MetricsContribution>(this.discovery, ContributesMetrics)
    return contributions.flatMap(({ provider }) => provider.metrics())
  }

  /** A metric that prom-client shows, but does not count: all it asks of a registered one is what get() answers. */
  #adapted(metric: Metric): PromMetric {
    const { name, help, type } = metric
    return { name, help, type, get: async () => ({ name, help, type, values: await this.#values(metric) }) } as unknown as PromMetric
  }

  // Where the database is away, everything else is told all the same.
  async #values(metric: Metric): Promise<Value[]> {
    try {
      return await toValues(metric)
    } catch (error) {
      this.#logger.warn({ err: error, metric: metric.name }, 'A figure could not be read')
      return []
    }
  }
}
