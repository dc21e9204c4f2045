import { dayOf } from './day-of'

/** A file of the archive: which seals it holds, as its name says. */
export interface ArchiveFile {
  readonly name: string
  readonly first: number
  readonly last: number
}

const syntax = /^\d{4}-\d\d-\d\d\.(\d{9})-(\d{9})\.jsonl$/
const pad = (number: number) => String(number).padStart(9, '0')

/**
 * The file of these seals.
 *
 * @param at when the first was made, in milliseconds since the epoch
 */
export const archiveFileOf = (at: number, first: number, last: number): ArchiveFile => ({
  name: `${dayOf(at)}.${pad(first)}-${pad(last)}.jsonl`,
  first,
  last,
})

/** Reads which seals a file of that name holds; undefined where it is no file of the archive. */
export function parseArchiveFile(name: string): ArchiveFile | undefined {
  const [, first, last] = syntax.exec(name) ?? []
  return first === undefined ? undefined : { name, first: Number(first), last: Number(last) }
}
