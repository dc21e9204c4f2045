import { Injectable } from '@nestjs/common'
import { Between } from 'typeorm'
import type { AuditSeal } from '#libs/audit-chain/audit-seal'
import { insertIfAbsent } from '#platform/database/rows'
import type { Transaction } from '#platform/database/transaction'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { AuditSealRow } from './audit-seal.entity'

const pageRows = 500

/** The seals of the audit log, each over some of its records and over the seal before. */
@Injectable()
export class AuditSeals {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async find(number: number): Promise<AuditSeal | undefined> {
    return (await this.unitOfWork.find((entities) => entities.findOneBy(AuditSealRow, { number }))) ?? undefined
  }

  async last(): Promise<AuditSeal | undefined> {
    const options = { where: {}, order: { number: 'DESC' } } as const
    return (await this.unitOfWork.find((entities) => entities.findOne(AuditSealRow, options))) ?? undefined
  }

  /** The oldest that is kept. */
  async first(): Promise<AuditSeal | undefined> {
    const options = { where: {}, order: { number: 'ASC' } } as const
    return (await this.unitOfWork.find((entities) => entities.findOne(AuditSealRow, options))) ?? undefined
  }

  /** The seals from this number to that one, in their order; never more than a page of them in memory. */
  async *between(from: number, to: number): AsyncGenerator<AuditSeal> {
    for (let page = await this.#page(from, to); page.length > 0; page = await this.#page((page.at(-1)?.number ?? to) + 1, to)) yield* page
  }

  /**
   * Adds the seal, and has its records name it: all of that, or nothing. Of several nodes that add a seal of the same number one does.
   *
   * @param ids of the records
   * @returns whether it was this one
   */
  async add({ keyId, ...seal }: AuditSeal, ids: readonly string[]): Promise<boolean> {
    return this.unitOfWork.run(async (tx) => {
      if (!(await insertIfAbsent(tx, 'audit_seals', { ...seal, key_id: keyId }))) return false
      if (ids.length === 0) return true
      const places = ids.map((_, index) => `$${index + 2}`).join(', ')
      const sql = `UPDATE audit_log SET seal = $1 WHERE id IN (${places}) AND seal IS NULL RETURNING id`
      const sealed = await tx.query(sql, [seal.number, ...ids])
      if (sealed.length !== ids.length)
        throw new Error(`${ids.length - sealed.length} records of the audit log were gone, or sealed by another`)
      return true
    })
  }

  /**
   * Deletes seals, which follow each other, as a part of the unit that moves the cut.
   *
   * @throws Error where one of them is gone, or another
   */
  async drop(tx: Transaction, seals: readonly AuditSeal[]): Promise<void> {
    const sql = 'DELETE FROM audit_seals WHERE number >= $1 AND number <= $2 RETURNING digest'
    const dropped = await tx.query(sql, [seals[0]?.number ?? 0, seals.at(-1)?.number ?? 0])
    const digests = new Set(dropped.map(({ digest }) => digest))
    if (!seals.every(({ digest }) => digests.has(digest))) throw new Error('seals of the audit log were gone, or changed')
  }

  #page(from: number, to: number): Promise<readonly AuditSeal[]> {
    const options = { where: { number: Between(from, to) }, order: { number: 'ASC' }, take: pageRows } as const
    return this.unitOfWork.find((entities) => entities.find(AuditSealRow, options))
  }
}
