import { Injectable } from '@nestjs/common'
import { alone, counter, gauge } from '#libs/measures/metric'
import type { Metric } from '#libs/measures/metric'
import { ContributesMetrics } from '#platform/registry/contributes-metrics'
import type { MetricsContribution } from '#platform/registry/contributes-metrics'
import { FlowRecorder } from './flow-recorder'
import { FlowWriter } from './flow-writer'

/** Whether what happens is written down as fast as it happens. */
@Injectable()
@ContributesMetrics()
export class FlowMetrics implements MetricsContribution {
  constructor(
    private readonly writer: FlowWriter,
    private readonly recorder: FlowRecorder,
  ) {}

  // prettier-ignore
  metrics(): readonly Metric[] {
    return [
      counter(['aldgate_flow_records_dropped_total', 'Requests whose steps were not written, because the database was too slow for them'], () => alone(this.writer.dropped)),
      counter(['aldgate_flow_records_beyond_budget_total', 'Requests of strangers whose steps were not written, because their address had used up its budget'], () => alone(this.recorder.beyondBudget)),
      gauge(['aldgate_flow_records_waiting', 'Requests whose steps wait to be written'], () => alone(this.writer.waiting)),
    ]
  }
}
