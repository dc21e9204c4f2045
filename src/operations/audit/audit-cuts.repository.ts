import { Injectable } from '@nestjs/common'
import { judgeCut, markCut } from '#libs/audit-chain/audit-cut'
import type { AuditCut, MarkedCut } from '#libs/audit-chain/audit-cut'
import { insertIfAbsent } from '#platform/database/rows'
import type { Transaction } from '#platform/database/transaction'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Secrets } from '#platform/secrets/secrets'
import { AuditCutRow } from './audit-cut.entity'

/** The only row of the table. */
const id = 1
const columns = ['number', 'digest', 'at', 'records', 'archived_from', 'last_start', 'key_id', 'mac'] as const
const valuesOf = ({ number, digest, at, records, archivedFrom, lastStart, keyId, mac }: MarkedCut) =>
  [number, digest, at, records, archivedFrom, lastStart, keyId, mac] as const
const assignments = columns.map((column, index) => `${column} = $${index + 1}`).join(', ')
const update = `UPDATE audit_cut SET ${assignments} WHERE id = ${id} AND mac = $${columns.length + 1} RETURNING 1 AS updated`

/** Where the audit log begins; only a server with the key can move it. */
@Injectable()
export class AuditCuts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly secrets: Secrets,
  ) {}

  /** Undefined where nothing was dropped. */
  async find(): Promise<MarkedCut | undefined> {
    const row = await this.unitOfWork.find((entities) => entities.findOneBy(AuditCutRow, { id }))
    return row ?? undefined
  }

  /** What the MAC of a cut says of it. */
  judge(cut: MarkedCut): ReturnType<typeof judgeCut> {
    return judgeCut(cut, this.secrets.keysFor('audit'))
  }

  /** Moves the cut from where it was found; says whether it was still there. One statement decides between several nodes. */
  async move(tx: Transaction, from: MarkedCut | undefined, to: AuditCut): Promise<boolean> {
    const values = valuesOf(markCut(to, this.secrets.keyFor('audit')))
    if (from) return (await tx.query(update, [...values, from.mac])).length === 1
    const row = Object.fromEntries(columns.map((column, index) => [column, values[index] ?? null]))
    return insertIfAbsent(tx, 'audit_cut', { id, ...row })
  }

  /** Puts the cut under the key that is new, so that it outlives the old one. */
  async renew(): Promise<void> {
    const cut = await this.find()
    if (!cut || cut.keyId === this.secrets.keyFor('audit').id || this.judge(cut) !== 'genuine') return
    await this.unitOfWork.run((tx) => this.move(tx, cut, cut))
  }
}
