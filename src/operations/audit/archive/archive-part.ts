import { ChainReader } from '#libs/audit-chain/chain-reader'
import type { ChainItem } from '#libs/audit-chain/chain-reader'
import type { AuditFault } from '#libs/audit-chain/seal-chain'
import { SealChain } from '#libs/audit-chain/seal-chain'
import type { SealingKey } from '#libs/sealed-box/sealed-box'
import { ArchiveError } from './archive-error'
import type { ArchiveFile } from './archive-file'
import type { ArchiveFolder } from './archive-folder'
import { parseArchiveLine, toArchiveLine } from './archive-line'

/** The lines of seals and records, as long as they follow the chain. */
export async function* toArchiveLines(items: AsyncIterable<ChainItem>, chain: SealChain, onFaults: FaultHandler): AsyncGenerator<string> {
  const reader = new ChainReader(chain)
  let seal = 0
  for await (const item of items) {
    onFaults(reader.read(item))
    if ('seal' in item) seal = item.seal.number
    yield toArchiveLine(item, seal)
  }
  onFaults(reader.end())
}

/** Throws where there are faults. */
type FaultHandler = (faults: readonly AuditFault[]) => void

/** Seals and records of a file. @throws ArchiveError where a line is neither */
export async function* itemsOf(folder: ArchiveFolder, file: ArchiveFile): AsyncGenerator<ChainItem> {
  let line = 0
  for await (const text of folder.lines(file)) {
    line += 1
    const item = parseArchiveLine(text)
    if (!item) throw new ArchiveError(`${file.name}: line ${line} is neither a seal nor a record`)
    yield item
  }
}

/**
 * Reads a file from the beginning to the end.
 *
 * @returns the digests of its seals, by number
 * @throws ArchiveError where it is not as it was written
 */
export async function verifyArchiveFile(
  folder: ArchiveFolder,
  file: ArchiveFile,
  keys: readonly SealingKey[],
): Promise<ReadonlyMap<number, string>> {
  const [reader, digests] = [new ChainReader(new SealChain(keys, file.first)), new Map<number, string>()]
  const check: FaultHandler = ([fault]) => {
    if (fault) throw new ArchiveError(`${file.name}: ${fault.at}: ${fault.fault}`)
  }
  for await (const item of itemsOf(folder, file)) {
    check(reader.read(item))
    if ('seal' in item) digests.set(item.seal.number, item.seal.digest)
  }
  check(reader.end())
  if (!digests.has(file.first) || !digests.has(file.last)) throw new ArchiveError(`${file.name}: lacks seals that its name tells of`)
  return digests
}
