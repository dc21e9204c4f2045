import { Injectable, Logger } from '@nestjs/common'
import { judgeRecord } from '#libs/audit-chain/audit-record'
import { judgeSeal, makeSeal } from '#libs/audit-chain/audit-seal'
import type { AuditSeal } from '#libs/audit-chain/audit-seal'
import { Clock } from '#platform/clock/clock'
import { Secrets } from '#platform/secrets/secrets'
import { AuditCuts } from './audit-cuts.repository'
import { AuditLog } from './audit-log.repository'
import type { StoredRecord } from './audit-log.repository'
import { AuditProcess } from './audit-process'
import { AuditSeals } from './audit-seals.repository'
import { toHead } from './head'
import { WatchedHead } from './watched-head'

/** So many records have one seal at the most: on SQLite, others wait for so long. */
const batchRecords = 200
/** Bad records that are remembered, so that each is told of once. */
const mostKnownBad = 10_000

/** What a new seal comes after: a seal that holds, or nothing, where the last one does not. */
interface Predecessor {
  readonly number: number
  readonly digest: string
}

/**
 * Seals the records that have no seal yet, batch after batch. Records and seals whose MAC does not hold are told of and not built upon:
 * such records stay unsealed, and after such a seal the chain begins anew, which the verification finds.
 */
@Injectable()
export class SealAuditLog {
  readonly #logger = new Logger('Audit')
  readonly #bad = new Set<string>()
  #hasSealed = false
  #hasRenewed = false
  #unknownKey: string | undefined

  constructor(
    private readonly auditLog: AuditLog,
    private readonly seals: AuditSeals,
    private readonly cuts: AuditCuts,
    private readonly watchedHead: WatchedHead,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly process: AuditProcess,
  ) {}

  /** @returns how many records were sealed */
  async execute(): Promise<number> {
    await this.#renewCut()
    const last = await this.seals.last()
    await this.watchedHead.compare(last)
    const predecessor = this.#judge(last)
    return predecessor ? this.#sealAll(predecessor, last) : 0
  }

  /** Once after the start, as the chain is put under the key that is new. */
  async #renewCut(): Promise<void> {
    if (this.#hasRenewed) return
    await this.cuts.renew()
    this.#hasRenewed = true
  }

  async #sealAll(predecessor: Predecessor, last: AuditSeal | undefined): Promise<number> {
    let [sealed, head, after, isLast] = [0, last, '', false]
    let next: Predecessor = predecessor
    while (!isLast) {
      const batch = await this.auditLog.unsealed(after, batchRecords)
      const genuine = batch.filter((record) => this.#isGenuine(record))
      const seal = this.#isNeeded(genuine, head) ? await this.#seal(next, genuine) : undefined
      // Another node is sealing: it goes on with what is left.
      if (seal === 'another') break
      if (seal) [next, head, sealed] = [seal, seal, sealed + genuine.length]
      ;[after, isLast] = [batch.at(-1)?.id ?? '', batch.length < batchRecords]
    }
    this.#tell(sealed, head)
    return sealed
  }

  /** A seal of nothing, once after the start, puts the chain under the key that is new. */
  #isNeeded(genuine: readonly StoredRecord[], head: AuditSeal | undefined): boolean {
    const isUnderOldKey = !this.#hasSealed && head !== undefined && head.keyId !== this.secrets.keyFor('audit').id
    return genuine.length > 0 || isUnderOldKey
  }

  async #seal(after: Predecessor, records: readonly StoredRecord[]): Promise<AuditSeal | 'another'> {
    const header = { number: after.number + 1, at: this.clock.milliseconds(), node: this.process.node, previous: after.digest }
    const seal = makeSeal(header, records, this.secrets.keyFor('audit'))
    const isOurs = await this.seals.add(
      seal,
      records.map(({ id }) => id),
    )
    if (!isOurs) return 'another'
    this.#hasSealed = true
    this.watchedHead.remember(seal)
    return seal
  }

  #judge(last: AuditSeal | undefined): Predecessor | undefined {
    if (!last) return { number: 0, digest: '' }
    const judgement = judgeSeal(last, this.secrets.keysFor('audit'))
    if (judgement === 'genuine') return last
    if (judgement === 'forged') {
      this.#logger.error(
        { seal: last.number },
        'A seal of the audit log was changed; the chain begins anew after it (aldgate audit verify)',
      )
      return { number: last.number, digest: '' }
    }
    this.#tellOfUnknownKey(last)
    return undefined
  }

  #tellOfUnknownKey({ number, keyId }: AuditSeal): void {
    if (this.#unknownKey === keyId) return
    this.#unknownKey = keyId
    this.#logger.error({ seal: number, key: keyId }, 'The audit log is not sealed: KEY_ENCRYPTION_KEY lacks the key of its last seal')
  }

  #isGenuine(record: StoredRecord): boolean {
    const judgement = judgeRecord(record, this.secrets.keysFor('audit'))
    if (judgement !== 'genuine' && !this.#bad.has(record.id)) this.#tellOfBad(record.id, judgement)
    return judgement === 'genuine'
  }

  #tellOfBad(id: string, judgement: string): void {
    if (this.#bad.size < mostKnownBad) this.#bad.add(id)
    this.#logger.error(
      { record: id, judgement },
      'A record of the audit log is not as this server wrote it; it is not sealed (aldgate audit verify)',
    )
  }

  #tell(sealed: number, head: AuditSeal | undefined): void {
    if (sealed > 0 && head) this.#logger.log({ head: toHead(head), sealed }, 'The audit log is sealed')
  }
}
