import type { AuditFault } from '#libs/audit-chain/seal-chain'
import type { Head } from './head'

/** A seal that has to be there, noted at an earlier time: without it, an end that was cut off is not missed. */
export class ExpectedHead {
  #isMissing: boolean

  constructor(private readonly head: Head | undefined) {
    this.#isMissing = head !== undefined
  }

  see({ number, digest }: Head): void {
    if (number === this.head?.number) this.#isMissing = digest !== this.head.digest
  }

  /**
   * @param from the first seal that was looked at
   * @param last the last one
   */
  faults(from: number, last: number): readonly AuditFault[] {
    if (!this.head || !this.#isMissing) return []
    const { number } = this.head
    if (number > last) return [{ at: `seal ${number}`, fault: `is missing: the log ends with seal ${last}` }]
    const fault = number < from ? `was dropped: what was looked at begins with seal ${from}` : 'is not the one that was expected'
    return [{ at: `seal ${number}`, fault }]
  }
}
