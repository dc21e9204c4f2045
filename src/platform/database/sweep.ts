import { Injectable, Logger } from '@nestjs/common'
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common'
import { DiscoveryService } from '@nestjs/core'
import { Clock } from '#platform/clock/clock'
import { findRegistered } from '#platform/registry/registry'
import { countExpired } from './delete-expired'
import { SweepsExpired } from './sweeps-expired'
import { UnitOfWork } from './unit-of-work'
import type { SweepsRows } from './sweeps-expired'

/** Seconds between two sweeps; each node adds up to half of it, so that nodes spread out. */
const intervalSeconds = 60
const batchRows = 500
const mostCounted = 100_000
/** A repository is swept for so many milliseconds at the most, then the next has its turn. */
const usualPatience = 10_000

/** Deletes expired rows in small batches while the server runs. */
@Injectable()
export class Sweep implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger('Sweep')
  #timer: NodeJS.Timeout | undefined

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  onApplicationBootstrap(): void {
    const seconds = intervalSeconds * (1 + Math.random() / 2)
    this.#timer = setInterval(() => void this.#sweepQuietly(), seconds * 1000).unref()
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer)
  }

  /**
   * One sweep over every repository; says how many rows went.
   *
   * @param patience milliseconds for each repository; one batch goes at least
   * @throws AggregateError when some repositories failed; the others have been swept all the same
   */
  async sweep(patience = usualPatience): Promise<number> {
    const repositories = findRegistered<void, SweepsRows>(this.discovery, SweepsExpired)
    const faults: unknown[] = []
    let deleted = 0
    for (const { provider } of repositories)
      deleted += await this.#sweepOne(provider, patience).catch((error: unknown) => {
        faults.push(error)
        return 0
      })
    if (faults.length > 0) throw new AggregateError(faults, `${faults.length} of ${repositories.length} repositories could not be swept`)
    return deleted
  }

  /** Rows that wait to be deleted, by table; a table that has more than it is worth to count is said to have that many. */
  async backlog(): Promise<ReadonlyMap<string, number>> {
    const backlog = new Map<string, number>()
    for (const { provider } of findRegistered<void, SweepsRows>(this.discovery, SweepsExpired)) {
      const expired = provider.expiredRows(this.clock.now())
      backlog.set(expired.table, await countExpired(this.unitOfWork.reads, expired, mostCounted))
    }
    return backlog
  }

  async #sweepOne(repository: SweepsRows, patience: number): Promise<number> {
    const until = performance.now() + patience
    let [deleted, rows] = [0, 0]
    do {
      rows = await repository.sweepExpired(this.clock.now(), batchRows)
      deleted += rows
    } while (rows >= batchRows && performance.now() < until)
    return deleted
  }

  async #sweepQuietly(): Promise<void> {
    try {
      await this.sweep()
    } catch (error) {
      this.#logger.warn({ err: error }, 'The sweep of expired rows failed; it is tried again at the next turn')
    }
  }
}
