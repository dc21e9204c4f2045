import { Injectable } from '@nestjs/common'
import { judgeRecord } from '#libs/audit-chain/audit-record'
import { SealDigest } from '#libs/audit-chain/audit-seal'
import type { AuditSeal } from '#libs/audit-chain/audit-seal'
import { SealChain } from '#libs/audit-chain/seal-chain'
import type { AuditFault } from '#libs/audit-chain/seal-chain'
import { Secrets } from '#platform/secrets/secrets'
import { AuditLog } from './audit-log.repository'
import type { StoredRecord } from './audit-log.repository'
import { AuditSeals } from './audit-seals.repository'
import { AuditVerification } from './audit-verification'
import type { Head } from './head'
import { LookAhead } from './look-ahead'

/** Records read at a time. */
const pageRows = 1_000
const mostStrays = 100

/** What is known beforehand. */
export interface VerificationOrder {
  /** The first seal to look at; what was before it, it is taken at its word for. */
  readonly from: number
  /** A seal that has to be there, noted at an earlier time: without it, an end that was cut off is not missed. */
  readonly head: Head | undefined
}

/** Sees whether the audit log is as it was written: every record, every seal, and the chain that they make. */
@Injectable()
export class VerifyAuditLog {
  constructor(
    private readonly auditLog: AuditLog,
    private readonly seals: AuditSeals,
    private readonly secrets: Secrets,
  ) {}

  async execute({ from, head }: VerificationOrder): Promise<AuditVerification> {
    const last = await this.seals.last()
    const verification = new AuditVerification(last)
    await this.#followSeals(from, last?.number ?? 0, head, verification)
    for (const record of await this.auditLog.strays(mostStrays)) verification.found(strayOf(record))
    await this.#lookAtUnsealed(verification)
    return verification
  }

  /** What is sealed while this runs lies behind the last seal, and is not looked at. */
  async #followSeals(from: number, to: number, head: Head | undefined, verification: AuditVerification): Promise<void> {
    const chain = new SealChain(this.secrets.keysFor('audit'), from)
    const records = new LookAhead(this.auditLog.sealed(from, to))
    let isHeadMissing = head !== undefined
    for await (const seal of this.seals.between(from, to)) {
      await records.take(
        ({ seal: number }) => Number(number) < seal.number,
        (record) => verification.found(strayOf(record)),
      )
      verification.found(...chain.follow(seal, await this.#read(seal, records, verification)))
      verification.countSeal()
      if (seal.number === head?.number) isHeadMissing = seal.digest !== head.digest
    }
    verification.found(...chain.finish())
    if (from > 1 && from > to) verification.found({ at: `seal ${from}`, fault: `is missing: the log ends with seal ${to}` })
    if (head && isHeadMissing) verification.found(missingHead(head, to))
  }

  async #read(seal: AuditSeal, records: LookAhead<StoredRecord>, verification: AuditVerification): Promise<SealDigest> {
    const digest = new SealDigest(seal)
    await records.take(
      ({ seal: number }) => number === seal.number,
      (record) => {
        digest.add(record)
        verification.countRecord()
        // A record under a key that is gone is vouched for by its seal.
        if (judgeRecord(record, this.secrets.keysFor('audit')) === 'forged') verification.found(forgedOf(record))
      },
    )
    return digest
  }

  async #lookAtUnsealed(verification: AuditVerification): Promise<void> {
    let page: readonly StoredRecord[] = []
    do {
      page = await this.auditLog.unsealed(page.at(-1)?.id ?? '', pageRows)
      for (const record of page) this.#judgeUnsealed(record, verification)
    } while (page.length === pageRows)
  }

  #judgeUnsealed(record: StoredRecord, verification: AuditVerification): void {
    const judgement = judgeRecord(record, this.secrets.keysFor('audit'))
    if (judgement === 'genuine') verification.countUnsealed()
    else if (judgement === 'forged') verification.found(forgedOf(record))
    else verification.found({ at: nameOf(record), fault: `nothing vouches for it: its key ${record.keyId} is not in KEY_ENCRYPTION_KEY` })
  }
}

const nameOf = ({ id }: StoredRecord) => `record ${id}`
const forgedOf = (record: StoredRecord): AuditFault => ({ at: nameOf(record), fault: 'was changed or forged: its MAC does not match' })
const strayOf = (record: StoredRecord): AuditFault => ({ at: nameOf(record), fault: `names seal ${record.seal}, which is not there` })
const missingHead = ({ number }: Head, last: number): AuditFault => ({
  at: `seal ${number}`,
  fault: number > last ? `is missing: the log ends with seal ${last}` : 'is not the one that was expected',
})
