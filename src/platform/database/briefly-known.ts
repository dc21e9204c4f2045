import type { EpochSeconds } from '#libs/time/epoch-seconds'
import type { Clock } from '#platform/clock/clock'

/** How long, in seconds, a node takes such rows to be what they were. */
const staleSeconds = 1

/** A few rows that many requests ask for: read once a second at most, so that what another node changed is seen within a second. */
export class BrieflyKnown<Value> {
  #known: { readonly value: Promise<Value>; readonly until: EpochSeconds } | undefined
  #last: Value | undefined

  constructor(
    private readonly clock: Clock,
    private readonly load: () => Promise<Value>,
  ) {}

  async get(): Promise<Value> {
    const now = this.clock.now()
    if (!this.#known || this.#known.until <= now) this.#known = { value: this.#load(), until: now + staleSeconds }
    return this.#known.value
  }

  /** As they were when they were last read, for callers that go on while the database is away. */
  get last(): Value | undefined {
    return this.#last
  }

  /** Has them read again: they were changed here. */
  forget(): void {
    this.#known = undefined
  }

  async #load(): Promise<Value> {
    try {
      return (this.#last = await this.load())
    } catch (error) {
      this.forget()
      throw error
    }
  }
}
