import { Injectable } from '@nestjs/common'
import { alone, counter, gauge } from '#libs/measures/metric'
import type { Metric } from '#libs/measures/metric'
import { ContributesMetrics } from '#platform/registry/contributes-metrics'
import type { MetricsContribution } from '#platform/registry/contributes-metrics'
import { FlowWriter } from './flow-writer'

/** Whether what happens is written down as fast as it happens. */
@Injectable()
@ContributesMetrics()
export class FlowMetrics implements MetricsContribution {
  constructor(private readonly writer: FlowWriter) {}

  // prettier-ignore
  metrics(): readonly Metric[] {
    return [
      counter(['aldgate_flow_records_dropped_total', 'Requests whose steps were not written, because the database was too slow for them'], () => alone(this.writer.dropped)),
      gauge(['aldgate_flow_records_waiting', 'Requests whose steps wait to be written'], () => alone(this.writer.waiting)),
    ]
  }
}
