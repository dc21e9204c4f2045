import { Injectable, Logger } from '@nestjs/common'
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common'
import { DeliverLogout } from './deliver-logout'
import { LogoutDeliveries } from './logout-deliveries.repository'
import type { LogoutDelivery } from './logout-delivery'

/** So many clients are told at the same time by one node. */
const mostAtOnce = 8
/** Milliseconds between two looks for what has become due, or what another node left undone. */
const lookEvery = 5_000

/** Delivers while the server runs: at once what this node has written, by and by what is tried again. */
@Injectable()
export class LogoutDispatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger('BackchannelLogout')
  readonly #underWay = new Set<Promise<void>>()
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined
  #lookAgain = false
  #stopped = false

  constructor(
    private readonly deliveries: LogoutDeliveries,
    private readonly deliverLogout: DeliverLogout,
  ) {}

  onApplicationBootstrap(): void {
    this.deliveries.onAdded(() => this.wake())
    this.#timer = setInterval(() => this.wake(), lookEvery).unref()
    this.wake()
  }

  /** Finishes what is under way, and begins nothing more: the rest waits for another node, or the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#stopped = true
    clearInterval(this.#timer)
    await this.#looking
    await Promise.all(this.#underWay)
  }

  /** Looks for what is due; returns at once. */
  wake(): void {
    this.#lookAgain = true
    if (this.#stopped || this.#looking) return
    this.#looking = this.#look().finally(() => {
      this.#looking = undefined
      if (this.#lookAgain) this.wake()
    })
  }

  async #look(): Promise<void> {
    while (this.#lookAgain && !this.#stopped) {
      this.#lookAgain = false
      const free = mostAtOnce - this.#underWay.size
      if (free > 0) for (const delivery of await this.#take(free)) this.#begin(delivery)
    }
  }

  #begin(delivery: LogoutDelivery): void {
    const ended = this.#deliver(delivery).finally(() => {
      this.#underWay.delete(ended)
      this.wake()
    })
    this.#underWay.add(ended)
  }

  async #take(limit: number): Promise<readonly LogoutDelivery[]> {
    try {
      return await this.deliveries.take(limit)
    } catch (error) {
      this.#logger.warn({ err: error }, 'Ended sessions that clients are to be told of could not be read; they are looked for again')
      return []
    }
  }

  // What fails here is ours, not the client's: the delivery comes up again when this node's turn is over.
  async #deliver(delivery: LogoutDelivery): Promise<void> {
    try {
      await this.deliverLogout.execute(delivery)
    } catch (error) {
      this.#logger.error({ err: error, jti: delivery.jti }, 'A logout token could not be delivered')
    }
  }
}
