import { Injectable, Logger } from '@nestjs/common'
import type { AuditSeal } from '#libs/audit-chain/audit-seal'
import { AuditCuts } from './audit-cuts.repository'
import { AuditSeals } from './audit-seals.repository'
import { toHead } from './head'
import type { Head } from './head'

/** Remembers the end of the chain as this node has seen it, and notices when it is gone: a chain that is cut short looks whole by itself. */
@Injectable()
export class WatchedHead {
  readonly #logger = new Logger('Audit')
  #head: Head | undefined

  constructor(
    private readonly seals: AuditSeals,
    private readonly cuts: AuditCuts,
  ) {}

  remember({ number, digest }: Head): void {
    this.#head = { number, digest }
  }

  /** Sees whether the end that was seen last is still there, and remembers this one. */
  async compare(last: AuditSeal | undefined): Promise<void> {
    const seen = this.#head
    if (seen && (await this.#digestOf(seen.number, last)) !== seen.digest && !(await this.#wasDropped(seen)))
      this.#logger.error(
        { seen: toHead(seen), head: last && toHead(last) },
        'Seals of the audit log that this node has seen are gone, or changed',
      )
    this.#head = last
  }

  /** By a node that is ahead of this one by days, as after a long sleep. */
  async #wasDropped({ number }: Head): Promise<boolean> {
    const cut = await this.cuts.find()
    return cut !== undefined && cut.number >= number && this.cuts.judge(cut) === 'genuine'
  }

  async #digestOf(number: number, last: AuditSeal | undefined): Promise<string | undefined> {
    return (number === last?.number ? last : await this.seals.find(number))?.digest
  }
}
