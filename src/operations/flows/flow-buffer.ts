import type { FlowRecord } from './flow-record'

/** Records that wait to be written: refusals before the rest, and never more than there is room for. */
export class FlowBuffer {
  #refused: FlowRecord[] = []
  #taken: FlowRecord[] = []
  #dropped = 0

  /** @param room records that may wait */
  constructor(private readonly room: number) {}

  get waiting(): number {
    return this.#refused.length + this.#taken.length
  }

  /** How many there was no room for, since the start. */
  get dropped(): number {
    return this.#dropped
  }

  add(record: FlowRecord): void {
    const kind = record.outcome === 'taken' ? this.#taken : this.#refused
    kind.push(record)
    this.#makeRoom()
  }

  /** The next ones to write: what was refused, then the rest, each the oldest first. */
  take(most: number): readonly FlowRecord[] {
    const refused = this.#refused.splice(0, most)
    return [...refused, ...this.#taken.splice(0, most - refused.length)]
  }

  /** Takes back what could not be written. */
  putBack(records: readonly FlowRecord[]): void {
    this.#refused = [...records.filter(({ outcome }) => outcome !== 'taken'), ...this.#refused]
    this.#taken = [...records.filter(({ outcome }) => outcome === 'taken'), ...this.#taken]
    this.#makeRoom()
  }

  #makeRoom(): void {
    const over = this.waiting - this.room
    if (over <= 0) return
    const fromTaken = this.#taken.splice(0, over).length
    this.#refused.splice(0, over - fromTaken)
    this.#dropped += over
  }
}
