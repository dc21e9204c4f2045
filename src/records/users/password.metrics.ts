import { Injectable } from '@nestjs/common'
import { alone, gauge, histogram } from '#libs/measures/metric'
import type { Metric } from '#libs/measures/metric'
import { ContributesMetrics } from '#platform/registry/contributes-metrics'
import type { MetricsContribution } from '#platform/registry/contributes-metrics'
import { Passwords } from './passwords'

/** What password hashes cost, and how many wait for their turn. */
@Injectable()
@ContributesMetrics()
export class PasswordMetrics implements MetricsContribution {
  constructor(private readonly passwords: Passwords) {}

  // prettier-ignore
  metrics(): readonly Metric[] {
    const { passwords } = this
    return [
      histogram(['aldgate_password_hash_seconds', 'Seconds that a password hash takes, without the wait for it'], () => alone(passwords.seconds.read())),
      gauge(['aldgate_password_hashes_waiting', 'Password hashes that wait for their turn'], () => alone(passwords.waiting)),
    ]
  }
}
