import type { AuditCut } from '#libs/audit-chain/audit-cut'
import type { AuditFault } from '#libs/audit-chain/seal-chain'
import { toHead } from './head'
import type { Head } from './head'

/** Faults that are told one by one; the rest is counted. */
const mostFaults = 100

/** What a verification has found so far. */
export class AuditVerification {
  readonly #faults: AuditFault[] = []
  #from = 1
  #cut: AuditCut | undefined
  #count = 0
  #seals = 0
  #archived = 0
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

  /** @param from the first seal that is looked at */
  begin(from: number, cut: AuditCut): void {
    this.#from = from
    this.#cut = cut.number > 0 ? cut : undefined
  }

  found(...faults: readonly AuditFault[]): void {
    this.#count += faults.length
    this.#faults.push(...faults.slice(0, mostFaults - this.#faults.length))
  }

  countSeal(): void {
    this.#seals += 1
  }

  countArchivedSeal(): void {
    this.#seals += 1
    this.#archived += 1
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
    const seals = { from: this.#from, seals: this.#seals, archivedSeals: this.#archived }
    const counts = { ...seals, records: this.#records, unsealed: this.#unsealed, faultsInAll: this.#count }
    return { isWhole, head, ...counts, dropped: this.#cut ? toDropped(this.#cut) : null, faults }
  }

  /** For people: what is wrong first. */
  toLines(): string[] {
    const { head, from, seals, records, unsealed, faultsInAll } = this.toJSON()
    const more = faultsInAll - this.#faults.length
    const rest = more > 0 ? [`… and ${more} more`] : []
    const counts = `seals: ${seals}, sealed records: ${records}, not sealed yet: ${unsealed}`
    const part = from > 1 ? ` from seal ${from} on` : ''
    const verdict = this.isWhole
      ? `The audit log is whole${part} (${counts}).`
      : `The audit log is NOT as it was written${part} (${counts}).`
    const faults = this.#faults.map(({ at, fault }) => `${at}: ${fault}`)
    return [...faults, ...rest, verdict, ...this.#droppedLines(), `head ${head ?? 'none'}`]
  }

  #droppedLines(): readonly string[] {
    if (!this.#cut) return []
    const { to, records, until, archivedFrom } = toDropped(this.#cut)
    const archived = archivedFrom === null ? 'not archived' : `archived from seal ${archivedFrom} on`
    const verified = this.#archived > 0 ? ` (${this.#archived} seals of the archive were verified)` : ''
    return [`dropped: seals 1 to ${to} with ${records} records, the last of ${until}; ${archived}${verified}`]
  }
}

const toDropped = ({ number, records, at, archivedFrom }: AuditCut) => ({
  to: number,
  records,
  until: new Date(at).toISOString(),
  archivedFrom: archivedFrom > number ? null : archivedFrom,
})
