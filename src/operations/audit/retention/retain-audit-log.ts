import { Injectable, Logger } from '@nestjs/common'
import { noCut } from '#libs/audit-chain/audit-cut'
import { ChainReader } from '#libs/audit-chain/chain-reader'
import { SealChain } from '#libs/audit-chain/seal-chain'
import { AuditSettings } from '#platform/config/audit-settings'
import { AdvisoryLocks, locks } from '#platform/database/advisory-locks'
import { Secrets } from '#platform/secrets/secrets'
import { ArchiveFolder } from '../archive/archive-folder'
import { AuditCuts } from '../audit-cuts.repository'
import { AuditLog } from '../audit-log.repository'
import { AuditSeals } from '../audit-seals.repository'
import { chainItems } from '../chain-items'
import { refuseFaults } from './chain-broken'
import { DropSeals } from './drop-seals'
import type { Drop } from './drop-seals'
import { DueSeals } from './due-seals'
import type { DueBatch } from './due-seals'
import { ExportSeals } from './export-seals'
import { portionsOf } from './portions-of'

/**
 * Drops what is older than the audit log is kept, on one node at a time: each batch is verified, exported where there is an archive, and then
 * deleted in portions. Nothing is dropped that is not as it was written, or that could not be exported.
 */
@Injectable()
export class RetainAuditLog {
  readonly #logger = new Logger('Audit')

  constructor(
    private readonly due: DueSeals,
    private readonly exportSeals: ExportSeals,
    private readonly dropSeals: DropSeals,
    private readonly cuts: AuditCuts,
    private readonly auditLog: AuditLog,
    private readonly seals: AuditSeals,
    private readonly advisoryLocks: AdvisoryLocks,
    private readonly secrets: Secrets,
    private readonly settings: AuditSettings,
  ) {}

  /**
   * @param signal ends the work after the portion that it is at
   * @throws ArchiveError, ChainBroken why nothing more can be dropped
   */
  async execute(signal: AbortSignal): Promise<void> {
    const { retentionDays, archive } = this.settings
    if (retentionDays === undefined) return
    // Each node looks at its own mount, long before there is something to write.
    if (archive !== undefined) await new ArchiveFolder(archive).check()
    await this.advisoryLocks.holdIfFree(locks.audit, async () => {
      await this.cuts.renew()
      let isOurs = true
      for (let batch = await this.due.next(); batch && isOurs && !signal.aborted; batch = await this.due.next())
        isOurs = await this.#retain(batch, signal)
    })
  }

  async #retain(batch: DueBatch, signal: AbortSignal): Promise<boolean> {
    const { archive } = this.settings
    const file = archive === undefined ? await this.#verify(batch) : await this.exportSeals.execute(batch, new ArchiveFolder(archive))
    const exported = batch.seals.filter(({ number }) => file === undefined || number <= file.last)
    for (const seals of portionsOf(exported)) {
      if (signal.aborted) return false
      if (!(await this.#drop(seals, file?.name))) return false
    }
    return true
  }

  async #verify({ cut, seals }: DueBatch): Promise<undefined> {
    const { number, digest } = cut ?? noCut
    const reader = new ChainReader(new SealChain(this.secrets.keysFor('audit'), number + 1, digest))
    const last = seals.at(-1) ?? seals[0]
    for await (const item of chainItems(this.seals, this.auditLog, number + 1, last.number)) refuseFaults(reader.read(item))
    refuseFaults(reader.end())
  }

  async #drop(seals: Drop['seals'], archive: string | undefined): Promise<boolean> {
    const cut = await this.cuts.find()
    const isNext = (cut ?? noCut).number + 1 === seals[0].number
    const isOurs = isNext && (await this.dropSeals.execute({ cut, seals, archive }))
    const to = seals.at(-1)?.number
    if (isOurs) this.#logger.log({ from: seals[0].number, to, archive }, 'Sealed records of the audit log were dropped')
    return isOurs
  }
}
