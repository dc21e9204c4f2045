import { Injectable } from '@nestjs/common'
import { alone, gauge, histogram } from '#libs/measures/metric'
import type { Metric } from '#libs/measures/metric'
import { ContributesMetrics } from '#platform/registry/contributes-metrics'
import type { MetricsContribution } from '#platform/registry/contributes-metrics'
import { Sweep } from './sweep'
import { UnitOfWork } from './unit-of-work'

/** What the database costs this node, and whether its connections suffice. */
@Injectable()
@ContributesMetrics()
export class DatabaseMetrics implements MetricsContribution {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sweep: Sweep,
  ) {}

  // prettier-ignore
  metrics(): readonly Metric[] {
    return [
      histogram(['aldgate_database_seconds', 'Seconds that a unit of work, or a single write or read outside of one, takes, with the wait for a connection', 'kind'], () => this.#times()),
      gauge(['aldgate_database_connections', 'Connections to the database; on SQLite the one that writes', 'state'], () => this.#connections()),
      gauge(['aldgate_sweep_backlog_rows', 'Expired rows that wait to be deleted, 100000 at the most', 'table'], () => this.#backlog()),
      gauge(['aldgate_database_waiting', 'Units of work and statements that wait for a connection'], () => alone(this.unitOfWork.load.waiting)),
    ]
  }

  #times() {
    return Object.entries(this.unitOfWork.times).map(([kind, { seconds }]) => [[kind], seconds.read()] as const)
  }

  async #backlog() {
    return Array.from(await this.sweep.backlog(), ([table, rows]) => [[table], rows] as const)
  }

  #connections() {
    const { busy, idle } = this.unitOfWork.load
    return [[['busy'], busy] as const, [['idle'], idle] as const]
  }
}
