import { Injectable, Logger } from '@nestjs/common'
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common'
import { DiscoveryService } from '@nestjs/core'
import { Clock } from '../clock/clock'
import { findRegistered } from '../registry/registry'
import { SweepsExpired } from './sweeps-expired'
import type { SweepsRows } from './sweeps-expired'

/** Seconds between two sweeps; each node adds up to half of it, so that nodes spread out. */
const intervalSeconds = 60
const batchRows = 500
const batchesPerSweep = 20

/** Deletes expired rows in small batches while the server runs. */
@Injectable()
export class Sweep implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger('Sweep')
  #timer: NodeJS.Timeout | undefined

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const seconds = intervalSeconds * (1 + Math.random() / 2)
    this.#timer = setInterval(() => void this.#sweepQuietly(), seconds * 1000).unref()
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer)
  }

  /** One sweep over every repository; says how many rows went. */
  async sweep(): Promise<number> {
    let deleted = 0
    for (const { provider } of findRegistered<void, SweepsRows>(this.discovery, SweepsExpired)) deleted += await this.#sweepOne(provider)
    return deleted
  }

  async #sweepOne(repository: SweepsRows): Promise<number> {
    let deleted = 0
    for (let batch = 0; batch < batchesPerSweep; batch += 1) {
      const rows = await repository.sweepExpired(this.clock.now(), batchRows)
      deleted += rows
      if (rows < batchRows) break
    }
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
