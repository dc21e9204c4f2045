import type { ChainItem } from '#libs/audit-chain/chain-reader'
import type { AuditFault } from '#libs/audit-chain/seal-chain'
import { ArchiveError } from './archive-error'
import type { ArchiveFile } from './archive-file'
import type { ArchiveFolder } from './archive-folder'
import { itemsOf } from './archive-part'

/** Seals of an archive from one number to another. */
export interface ArchivedSeals {
  readonly folder: ArchiveFolder
  readonly from: number
  readonly to: number
}

type Tell = (fault: AuditFault) => void

/**
 * The seals of an archive with their records, in the order of its files; no seal twice.
 *
 * @param found is told of files that cannot be read as what they should be
 * @throws ArchiveError where the folder cannot be read
 */
export async function* archivedItems({ folder, from, to }: ArchivedSeals, found: Tell): AsyncGenerator<ChainItem> {
  let next = from
  for (const file of (await folder.files()).filter(({ first, last }) => first <= to && last >= from)) {
    if (file.last < next) found({ at: file.name, fault: 'holds seals that another file holds, too' })
    else yield* within(readable(folder, file, found), next, to)
    next = Math.max(next, file.last + 1)
  }
}

/** Leaves out seals beyond the bounds, with their records. */
async function* within(items: AsyncIterable<ChainItem>, from: number, to: number): AsyncGenerator<ChainItem> {
  let isWanted = false
  for await (const item of items) {
    if ('seal' in item) isWanted = item.seal.number >= from && item.seal.number <= to
    if (isWanted) yield item
  }
}

/** What can be read of a file; the rest is told. */
async function* readable(folder: ArchiveFolder, file: ArchiveFile, found: Tell): AsyncGenerator<ChainItem> {
  try {
    yield* itemsOf(folder, file)
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error
    found({ at: 'archive', fault: error.message })
  }
}
