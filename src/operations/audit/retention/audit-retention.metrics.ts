import { Injectable } from '@nestjs/common'
import { alone, counted, counter, gauge } from '#libs/measures/metric'
import type { Metric } from '#libs/measures/metric'
import { ContributesMetrics } from '#platform/registry/contributes-metrics'
import type { MetricsContribution } from '#platform/registry/contributes-metrics'
import { AuditRetention } from './audit-retention'
import { DueSeals } from './due-seals'

/** Whether the audit log is archived and dropped as it should be. */
@Injectable()
@ContributesMetrics()
export class AuditRetentionMetrics implements MetricsContribution {
  constructor(
    private readonly retention: AuditRetention,
    private readonly due: DueSeals,
  ) {}

  // prettier-ignore
  metrics(): readonly Metric[] {
    return [
      counter(['aldgate_audit_retention_failures_total', 'Times that old audit records could not be dropped, by reason: the archive cannot be written (archive), the log was changed (chain)', 'reason'], () => counted(this.retention.failures)),
      gauge(['aldgate_audit_retention_overdue_seconds', 'Seconds for which the oldest audit records have waited to be dropped; absent without ALDGATE_AUDIT_RETENTION'], () => this.#overdue()),
    ]
  }

  async #overdue() {
    const seconds = await this.due.overdueSeconds()
    return seconds === undefined ? [] : alone(seconds)
  }
}
