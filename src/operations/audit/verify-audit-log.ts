import { Injectable } from '@nestjs/common'
import { noCut } from '#libs/audit-chain/audit-cut'
import type { AuditCut, MarkedCut } from '#libs/audit-chain/audit-cut'
import { judgeRecord } from '#libs/audit-chain/audit-record'
import type { MarkedRecord } from '#libs/audit-chain/audit-record'
import { SealDigest } from '#libs/audit-chain/audit-seal'
import type { AuditSeal } from '#libs/audit-chain/audit-seal'
import { ChainReader } from '#libs/audit-chain/chain-reader'
import { SealChain } from '#libs/audit-chain/seal-chain'
import type { AuditFault } from '#libs/audit-chain/seal-chain'
import { Secrets } from '#platform/secrets/secrets'
import type { ArchiveFolder } from './archive/archive-folder'
import { archivedItems } from './archive/archived-items'
import type { ArchivedSeals } from './archive/archived-items'
import { AuditCuts } from './audit-cuts.repository'
import { AuditLog } from './audit-log.repository'
import type { StoredRecord } from './audit-log.repository'
import { AuditSeals } from './audit-seals.repository'
import { AuditVerification } from './audit-verification'
import { ExpectedHead } from './expected-head'
import type { Head } from './head'
import { LookAhead } from './look-ahead'

/** Records read at a time. */
const pageRows = 1_000
const mostStrays = 100
/** The log is looked at anew where its beginning was dropped meanwhile. */
const mostLooks = 5

/** What is known beforehand. */
export interface VerificationOrder {
  /** The first seal to look at; what was before it, it is taken at its word for. Without it, all that is there. */
  readonly from: number | undefined
  readonly head: Head | undefined
  /** Where what was dropped is to be found. */
  readonly archive: ArchiveFolder | undefined
}

/** A verification while it goes on. */
interface Look {
  readonly chain: SealChain
  readonly head: ExpectedHead
  readonly verification: AuditVerification
}

/** Sees whether the audit log is as it was written: every record, every seal, the chain that they make, and where it begins. */
@Injectable()
export class VerifyAuditLog {
  constructor(
    private readonly auditLog: AuditLog,
    private readonly seals: AuditSeals,
    private readonly cuts: AuditCuts,
    private readonly secrets: Secrets,
  ) {}

  /** @throws ArchiveError where the archive cannot be read */
  async execute(order: VerificationOrder): Promise<AuditVerification> {
    for (let look = 1; ; look += 1) {
      const cut = await this.cuts.find()
      const verification = await this.#look(order, cut)
      if (verification.isWhole || look === mostLooks || (await this.cuts.find())?.mac === cut?.mac) return verification
    }
  }

  async #look(order: VerificationOrder, cut: MarkedCut | undefined): Promise<AuditVerification> {
    const last = await this.seals.last()
    const verification = new AuditVerification(last)
    const begin = this.#judgeCut(cut, verification)
    await this.#followChain(order, begin, last?.number ?? 0, verification)
    await this.#lookForStrays(begin.number + 1, verification)
    await this.#lookAtUnsealed(verification)
    return verification
  }

  async #followChain(
    { from: given, head: expected, archive }: VerificationOrder,
    begin: AuditCut,
    last: number,
    verification: AuditVerification,
  ) {
    const kept = begin.number + 1
    const from = archive ? (given ?? begin.archivedFrom) : Math.max(given ?? 1, kept)
    verification.begin(from, begin)
    const chain = new SealChain(this.secrets.keysFor('audit'), from, from === kept ? begin.digest : undefined)
    const head = new ExpectedHead(expected)
    head.see(begin)
    if (archive) await this.#followArchive({ folder: archive, from, to: begin.number }, { chain, head, verification })
    await this.#followSeals(Math.max(from, kept), last, { chain, head, verification })
    verification.found(...head.faults(from, last))
  }

  /** Only who has the key may say that the log begins later than with its first record. */
  #judgeCut(cut: MarkedCut | undefined, verification: AuditVerification): AuditCut {
    if (!cut) return noCut
    const judgement = this.cuts.judge(cut)
    if (judgement === 'genuine') return cut
    const isForged = judgement === 'forged'
    const unknown = `nothing vouches for it: its key ${cut.keyId} is not in KEY_ENCRYPTION_KEY`
    verification.found({ at: `cut after seal ${cut.number}`, fault: isForged ? 'was changed or forged: its MAC does not match' : unknown })
    return isForged ? noCut : cut
  }

  async #followArchive(seals: ArchivedSeals, { chain, head, verification }: Look): Promise<void> {
    const reader = new ChainReader(chain)
    for await (const item of archivedItems(seals, (fault) => verification.found(fault))) {
      verification.found(...reader.read(item))
      if ('record' in item) this.#judgeSealed(item.record, verification)
      else {
        verification.countArchivedSeal()
        head.see(item.seal)
      }
    }
    verification.found(...reader.end())
  }

  /** What is sealed while this runs lies behind the last seal, and is not looked at. */
  async #followSeals(from: number, to: number, { chain, head, verification }: Look): Promise<void> {
    const records = new LookAhead(this.auditLog.sealed(from, to))
    for await (const seal of this.seals.between(from, to)) {
      await records.take(
        ({ seal: number }) => Number(number) < seal.number,
        (record) => verification.found(strayOf(record)),
      )
      verification.found(...chain.follow(seal, await this.#read(seal, records, verification)))
      verification.countSeal()
      head.see(seal)
    }
    verification.found(...chain.finish())
    if (from > 1 && from > to) verification.found({ at: `seal ${from}`, fault: `is missing: the log ends with seal ${to}` })
  }

  async #read(seal: AuditSeal, records: LookAhead<StoredRecord>, verification: AuditVerification): Promise<SealDigest> {
    const digest = new SealDigest(seal)
    await records.take(
      ({ seal: number }) => number === seal.number,
      (record) => {
        digest.add(record)
        this.#judgeSealed(record, verification)
      },
    )
    return digest
  }

  /** A record under a key that is gone is vouched for by its seal. */
  #judgeSealed(record: MarkedRecord, verification: AuditVerification): void {
    verification.countRecord()
    if (judgeRecord(record, this.secrets.keysFor('audit')) === 'forged') verification.found(forgedOf(record))
  }

  /** @param kept the first seal that was not dropped */
  async #lookForStrays(kept: number, verification: AuditVerification): Promise<void> {
    const first = await this.seals.first()
    if (first && first.number < kept) verification.found({ at: `seal ${first.number}`, fault: 'was dropped, and is there all the same' })
    for (const record of await this.auditLog.strays(kept, mostStrays)) verification.found(strayOf(record))
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

const nameOf = ({ id }: MarkedRecord) => `record ${id}`
const forgedOf = (record: MarkedRecord): AuditFault => ({ at: nameOf(record), fault: 'was changed or forged: its MAC does not match' })
const strayOf = (record: StoredRecord): AuditFault => ({ at: nameOf(record), fault: `names seal ${record.seal}, which is not there` })
