import { Injectable } from '@nestjs/common'
import { noCut } from '#libs/audit-chain/audit-cut'
import { SealChain } from '#libs/audit-chain/seal-chain'
import { Clock } from '#platform/clock/clock'
import { Secrets } from '#platform/secrets/secrets'
import { archiveFileOf } from '../archive/archive-file'
import type { ArchiveFile } from '../archive/archive-file'
import { ArchiveError } from '../archive/archive-error'
import type { ArchiveFolder } from '../archive/archive-folder'
import { toArchiveLines, verifyArchiveFile } from '../archive/archive-part'
import { AuditLog } from '../audit-log.repository'
import { AuditSeals } from '../audit-seals.repository'
import { chainItems } from '../chain-items'
import { refuseFaults } from './chain-broken'
import type { DueBatch } from './due-seals'

/** Sees to it that a batch is in the archive: a node that crashed after the export may have put it there before. */
@Injectable()
export class ExportSeals {
  constructor(
    private readonly auditLog: AuditLog,
    private readonly seals: AuditSeals,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the file, read back from the folder, that has the first seals of the batch or all of them
   * @throws ArchiveError where the folder cannot be written, or has something else in this place
   * @throws ChainBroken where the records are not as they were written
   */
  async execute(batch: DueBatch, folder: ArchiveFolder): Promise<ArchiveFile> {
    const [first] = batch.seals
    const found = (await folder.files()).find((file) => file.first <= first.number && file.last >= first.number)
    const file = found ?? (await this.#write(batch, folder))
    const digests = await verifyArchiveFile(folder, file, this.secrets.keysFor('audit'))
    const different = batch.seals.find(({ number, digest }) => number <= file.last && digests.get(number) !== digest)
    if (different) throw new ArchiveError(`${file.name}: seal ${different.number} is another than in the database`)
    return file
  }

  async #write({ cut, seals }: DueBatch, folder: ArchiveFolder): Promise<ArchiveFile> {
    await folder.removeAbandoned(this.clock.milliseconds())
    const [first, last] = [seals[0], seals.at(-1) ?? seals[0]]
    const file = archiveFileOf(first.at, first.number, last.number)
    const { number, digest } = cut ?? noCut
    const chain = new SealChain(this.secrets.keysFor('audit'), number + 1, digest)
    const items = chainItems(this.seals, this.auditLog, first.number, last.number)
    await folder.write(file, toArchiveLines(items, chain, refuseFaults))
    return file
  }
}
