import { Injectable, Logger } from '@nestjs/common'
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common'
import { Counter } from '#libs/measures/counter'
import { Series } from '#libs/measures/series'
import { AuditSettings } from '#platform/config/audit-settings'
import { ArchiveError } from '../archive/archive-error'
import { ChainBroken } from './chain-broken'
import { RetainAuditLog } from './retain-audit-log'

/** Seconds between two looks for what is to be dropped; each node adds up to half of it, so that nodes spread out. */
const intervalSeconds = 60

/** Why nothing was dropped, as it is counted. */
const reasons = ['archive', 'chain', 'other'] as const
type Reason = (typeof reasons)[number]

/** Drops what is older than the audit log is kept while the server runs; where the log is kept for good, nothing runs. */
@Injectable()
export class AuditRetention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** Times that nothing could be dropped, by reason. */
  readonly failures = new Series(() => new Counter())
  readonly #logger = new Logger('Audit')
  readonly #ending = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #turn: Promise<void> | undefined

  constructor(
    private readonly retainAuditLog: RetainAuditLog,
    private readonly settings: AuditSettings,
  ) {
    for (const reason of reasons) this.failures.of(reason)
  }

  onApplicationBootstrap(): void {
    if (this.settings.retentionDays === undefined) return
    const seconds = intervalSeconds * (1 + Math.random() / 2)
    this.#timer = setInterval(() => void this.turn(), seconds * 1000).unref()
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer)
    this.#ending.abort()
    await this.#turn
  }

  /** One look; one at a time. */
  async turn(): Promise<void> {
    this.#turn ??= this.#lookQuietly().finally(() => (this.#turn = undefined))
    await this.#turn
  }

  async #lookQuietly(): Promise<void> {
    try {
      await this.retainAuditLog.execute(this.#ending.signal)
    } catch (error) {
      const reason = reasonOf(error)
      this.failures.of(reason).add()
      this.#logger.error({ err: error, archive: this.settings.archive }, messages[reason])
    }
  }
}

const messages: Readonly<Record<Reason, string>> = {
  archive: 'The audit log could not be archived; nothing is dropped until it can be',
  chain: 'The audit log is not as it was written; nothing is dropped (aldgate audit verify)',
  other: 'Old records of the audit log could not be dropped; it is tried again',
}

function reasonOf(error: unknown): Reason {
  if (error instanceof ArchiveError) return 'archive'
  return error instanceof ChainBroken ? 'chain' : 'other'
}
