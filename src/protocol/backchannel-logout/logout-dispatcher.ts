import { Injectable, Logger } from '@nestjs/common'
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common'
import { ClientTurns, pauseSeconds } from './client-turns'
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
  readonly #turns = new ClientTurns()
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
      const taken = free > 0 ? await this.#take(free) : []
      for (const delivery of taken) this.#begin(delivery)
      // One of each client at a time: as long as there was any, there may be more.
      this.#lookAgain ||= taken.length > 0
    }
  }

  #begin(delivery: LogoutDelivery): void {
    this.#turns.begin(delivery.clientId)
    const ended = this.#deliver(delivery).finally(() => {
      this.#underWay.delete(ended)
      this.wake()
    })
    this.#underWay.add(ended)
  }

  async #take(limit: number): Promise<readonly LogoutDelivery[]> {
    try {
      return await this.deliveries.take(limit, this.#turns.busy)
    } catch (error) {
      this.#logger.warn({ err: error }, 'Ended sessions that clients are to be told of could not be read; they are looked for again')
      return []
    }
  }

  // What fails here is ours, not the client's: the delivery comes up again when this node's turn is over.
  async #deliver(delivery: LogoutDelivery): Promise<void> {
    const { clientId, jti } = delivery
    let answered = true
    try {
      answered = await this.deliverLogout.execute(delivery)
    } catch (error) {
      this.#logger.error({ err: error, jti }, 'A logout token could not be delivered')
    }
    if (this.#turns.end(clientId, answered)) await this.#leaveAlone(clientId)
  }

  async #leaveAlone(clientId: string): Promise<void> {
    this.#logger.warn({ clientId, seconds: pauseSeconds }, 'A client does not answer logout tokens: it is left alone for a while')
    await this.deliveries.putOff(clientId, pauseSeconds).catch((error: unknown) => {
      this.#logger.warn({ err: error, clientId }, 'What is due for a client that does not answer could not be put off')
    })
  }
}
