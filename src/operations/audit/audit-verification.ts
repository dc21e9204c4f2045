import type { AuditFault } from '#libs/audit-chain/seal-chain'
import { toHead } from './head'
import type { Head } from './head'

/** Faults that are told one by one; the rest is counted. */
const mostFaults = 100

/** What a verification has found so far. */
export class AuditVerification {
  readonly #faults: AuditFault[] = []
  #count = 0
  #seals = 0
  #records = 0
  #unsealed = 0

  constructor(private readonly last: Head | undefined) {}

  get isWhole(): boolean {
    return this.#count === 0
  }

  /** The faults, those of the chain in its order. */
  get faults(): readonly AuditFault[] {
    return this.#faults
  }

  found(...faults: readonly AuditFault[]): void {
    this.#count += faults.length
    this.#faults.push(...faults.slice(0, mostFaults - this.#faults.length))
  }

  countSeal(): void {
    this.#seals += 1
  }

  countRecord(): void {
    this.#records += 1
  }

  countUnsealed(): void {
    this.#unsealed += 1
  }

  toJSON() {
    const { last, faults, isWhole } = this
    const head = last === undefined ? null : toHead(last)
    const counts = { seals: this.#seals, records: this.#records, unsealed: this.#unsealed, faultsInAll: this.#count }
    return { isWhole, head, ...counts, faults }
  }

  /** For people: what is wrong first. */
  toLines(): string[] {
    const { head, seals, records, unsealed, faultsInAll } = this.toJSON()
    const more = faultsInAll - this.#faults.length
    const rest = more > 0 ? [`… and ${more} more`] : []
    const counts = `seals: ${seals}, sealed records: ${records}, not sealed yet: ${unsealed}`
    const verdict = this.isWhole ? `The audit log is whole (${counts}).` : `The audit log is NOT as it was written (${counts}).`
    return [...this.#faults.map(({ at, fault }) => `${at}: ${fault}`), ...rest, verdict, `head ${head ?? 'none'}`]
  }
}
