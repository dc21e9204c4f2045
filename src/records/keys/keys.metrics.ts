import { Injectable } from '@nestjs/common'
import { gauge } from '#libs/measures/metric'
import type { Metric } from '#libs/measures/metric'
import { Clock } from '#platform/clock/clock'
import { ContributesMetrics } from '#platform/registry/contributes-metrics'
import type { MetricsContribution } from '#platform/registry/contributes-metrics'
import { SigningKeysRepository } from './signing-keys.repository'

/** How long the keys have been signing. */
@Injectable()
@ContributesMetrics()
export class KeysMetrics implements MetricsContribution {
  constructor(
    private readonly repository: SigningKeysRepository,
    private readonly clock: Clock,
  ) {}

  metrics(): readonly Metric[] {
    return [
      gauge(['aldgate_signing_key_age_seconds', 'Seconds for which the key has signed, by algorithm', 'algorithm'], () => this.#ages()),
    ]
  }

  async #ages() {
    const signing = (await this.repository.schedule()).filter(({ state }) => state === 'signing')
    return signing.map(({ algorithm, signingAt, createdAt }) => [[algorithm], this.clock.now() - (signingAt ?? createdAt)] as const)
  }
}
