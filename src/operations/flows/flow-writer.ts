import { Injectable, Logger } from '@nestjs/common'
import type { OnApplicationShutdown } from '@nestjs/common'
import { FlowSettings } from '#platform/config/flow-settings'
import { withoutDeadline } from '#platform/database/deadline'
import { FlowBuffer } from './flow-buffer'
import { FlowEvents } from './flow-events.repository'
import type { FlowRecord } from './flow-record'

/** Milliseconds between an event and its being written, where the database keeps up and few come. */
const patience = 250
/** Milliseconds until it is tried again, where it does not. */
const pause = 2_000
/** Most that one statement writes, and enough to begin with: what waits for longer is copied into the old generation of the heap. */
const mostAtOnce = 50

/** Writes what happened in batches, apart from the requests it happened in: no request waits for it, none fails with it. */
@Injectable()
export class FlowWriter implements OnApplicationShutdown {
  readonly #logger = new Logger('Flows')
  readonly #buffer: FlowBuffer
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> | undefined
  #failing = false

  constructor(
    private readonly flowEvents: FlowEvents,
    settings: FlowSettings,
  ) {
    this.#buffer = new FlowBuffer(settings.bufferSize)
  }

  /** Records that there was no room for, since the start. */
  get dropped(): number {
    return this.#buffer.dropped
  }

  /** Records that wait to be written. */
  get waiting(): number {
    return this.#buffer.waiting
  }

  add(record: FlowRecord): void {
    this.#buffer.add(record)
    if (this.#buffer.waiting >= mostAtOnce && !this.#failing) void this.#begin(mostAtOnce)
    else this.#flushIn(this.#failing ? pause : patience)
  }

  /** Writes what waits. */
  async flush(): Promise<void> {
    await this.#writing
    await this.#begin(1)
  }

  async onApplicationShutdown(): Promise<void> {
    await this.flush()
    clearTimeout(this.#timer)
  }

  /** @param least so many must wait for it to go on: a few that came meanwhile are not worth a statement */
  async #begin(least: number): Promise<void> {
    // The request that happens to begin it has an end; this goes on for as long as others add to it.
    this.#writing ??= withoutDeadline(() => this.#write(least)).finally(() => (this.#writing = undefined))
    await this.#writing
  }

  async #write(least: number): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    while ((await this.#writeSome()) && this.#buffer.waiting >= least);
    if (this.#buffer.waiting > 0) this.#flushIn(this.#failing ? pause : patience)
  }

  #flushIn(milliseconds: number): void {
    const begin = () => {
      this.#timer = undefined
      void this.#begin(mostAtOnce)
    }
    this.#timer ??= setTimeout(begin, milliseconds).unref()
  }

  async #writeSome(): Promise<boolean> {
    const records = this.#buffer.take(mostAtOnce)
    if (records.length === 0) return true
    try {
      await this.flowEvents.add(records)
      this.#failing = false
      return true
    } catch (error) {
      this.#buffer.putBack(records)
      this.#complain(error)
      return false
    }
  }

  #complain(error: unknown): void {
    if (!this.#failing) this.#logger.warn({ err: error }, 'What happened in flows could not be written; it is tried again')
    this.#failing = true
  }
}
