import { Injectable } from '@nestjs/common'
import { noCut } from '#libs/audit-chain/audit-cut'
import type { AuditCut, MarkedCut } from '#libs/audit-chain/audit-cut'
import { judgeRecord } from '#libs/audit-chain/audit-record'
import type { AuditSeal } from '#libs/audit-chain/audit-seal'
import type { Transaction } from '#platform/database/transaction'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Events } from '#platform/events/events'
import { Secrets } from '#platform/secrets/secrets'
import { AuditCuts } from '../audit-cuts.repository'
import { AuditLog } from '../audit-log.repository'
import { AuditSeals } from '../audit-seals.repository'

/** What is dropped by one unit of work. */
export interface Drop {
  readonly cut: MarkedCut | undefined
  /** Each follows the one before, the first the cut. */
  readonly seals: readonly [AuditSeal, ...AuditSeal[]]
  /** The file of the archive that has them; undefined where they are not archived. */
  readonly archive: string | undefined
}

/** Drops seals and their records from the database, and moves the cut behind them: all of that, or nothing. */
@Injectable()
export class DropSeals {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cuts: AuditCuts,
    private readonly seals: AuditSeals,
    private readonly auditLog: AuditLog,
    private readonly events: Events,
    private readonly secrets: Secrets,
  ) {}

  /** @returns whether it was this node that did */
  async execute(drop: Drop): Promise<boolean> {
    return this.unitOfWork.run(async (tx) => {
      const cut = await this.#after(drop)
      if (!(await this.cuts.move(tx, drop.cut, cut))) return false
      await this.#delete(tx, drop.seals)
      await this.#tell(drop, cut)
      return true
    })
  }

  async #delete(tx: Transaction, seals: readonly AuditSeal[]): Promise<void> {
    await this.auditLog.drop(tx, seals)
    await this.seals.drop(tx, seals)
  }

  async #after({ cut, seals, archive }: Drop): Promise<AuditCut> {
    const [before, last] = [cut ?? noCut, seals.at(-1) ?? seals[0]]
    const lastStart = await this.#lastStart(seals[0].number, last.number)
    return {
      number: last.number,
      digest: last.digest,
      at: last.at,
      records: before.records + sum(seals),
      archivedFrom: archive === undefined ? last.number + 1 : before.archivedFrom,
      lastStart: lastStart ?? before.lastStart,
    }
  }

  /** The next start compares its settings with it. */
  async #lastStart(from: number, to: number): Promise<string | undefined> {
    const start = await this.auditLog.lastStartOf(from, to)
    return start && judgeRecord(start, this.secrets.keysFor('audit')) !== 'forged' ? start.details : undefined
  }

  async #tell({ seals: [first], archive }: Drop, { number, digest }: AuditCut): Promise<void> {
    await this.events.keep('audit.dropped', { from: first.number, to: number, digest, archive })
  }
}

const sum = (seals: readonly AuditSeal[]) => seals.reduce((total, { records }) => total + records, 0)
