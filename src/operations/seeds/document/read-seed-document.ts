import { IsArray, IsBoolean, IsOptional } from 'class-validator'
import type { ReadingTerms } from '#libs/client-metadata/field-readers'
import { checkNames } from './check-names'
import { checkUnique } from './check-unique'
import { DocumentError } from './document-error'
import type { Path } from './document-error'
import { Optional } from './entry-rules'
import type { Variables } from './find-variable'
import { nameEntry } from './name-entry'
import { parseSeedText } from './parse-seed-text'
import { isMapping, readEntry } from './read-entry'
import { replaceVariables } from './replace-variables'
import type { SeedDocument, SeedList } from './seed-document'
import { SeedError } from './seed-error'
import { eachList, seedLists } from './seed-lists'
import type { RawLists } from './seed-lists'

export interface SeedReading extends ReadingTerms {
  /** The file's name, or the setting's, for errors. */
  readonly source: string
  readonly variables: Variables
}

const isList = { message: 'must be a list' }

/** A seed's top level; a list that is left empty is null. */
class TopLevel {
  /** `true`: what the seed names no more is taken away. */
  @Optional() @IsBoolean({ message: 'must be true or false' }) readonly prune?: boolean
  /** Applications and resource servers. */
  @IsOptional() @IsArray(isList) readonly clients?: unknown[] | null
  /** Accounts of people. */
  @IsOptional() @IsArray(isList) readonly users?: unknown[] | null
  /** APIs and their scopes. */
  @IsOptional() @IsArray(isList) readonly resources?: unknown[] | null
  /** Groups of people. */
  @IsOptional() @IsArray(isList) readonly groups?: unknown[] | null
  /** Attributes of people, beside the standard claims. */
  @IsOptional() @IsArray(isList) readonly attributes?: unknown[] | null
  /** Scopes that release claims, beside OpenID Connect's own. */
  @IsOptional() @IsArray(isList) readonly scopes?: unknown[] | null
}

/** A seed whose variables have been replaced and whose entries have not been read. */
export interface ParsedSeed {
  readonly prune: boolean
  readonly lists: RawLists
  /** The variables that were looked up. */
  readonly variables: ReadonlySet<string>
}

/** An entry, and its position in its list. */
export interface PlacedEntry<Entry> {
  readonly index: number
  readonly entry: Entry
}

/** Names the seed in errors, and says what its entries are held to. */
export type EntryReading = Omit<SeedReading, 'variables'>

/**
 * Reads a seed: YAML or JSON, its variables replaced, each entry held to its rules.
 *
 * @throws SeedError one line for the first thing that is wrong
 */
export function readSeedDocument(text: string, { source, variables, ...terms }: SeedReading): SeedDocument {
  const { prune, lists } = parseSeed(text, { source, variables })
  const readAll = (list: SeedList) => readSeedEntries(list, placed(lists[list]), { source, ...terms }).map(({ entry }) => entry)
  const document = { prune, ...eachList(readAll) } as SeedDocument
  checkUnique(lists, source)
  return document
}

/**
 * Reads a seed as far as its lists: YAML or JSON, and its variables replaced.
 *
 * @throws SeedError
 */
export function parseSeed(text: string, { source, variables }: Pick<SeedReading, 'source' | 'variables'>): ParsedSeed {
  const used = new Set<string>()
  const value = prepare(parseSeedText(text, source), { source, variables, used })
  const { prune = false } = attempt(source, undefined, () => readEntry(TopLevel, withoutEntries(value)))
  const lists = eachList((list): readonly unknown[] => (isMapping(value) && Array.isArray(value[list]) ? value[list] : []))
  return { prune, lists, variables: used }
}

/**
 * Reads entries of a list, each by itself.
 *
 * @throws SeedError
 */
export const readSeedEntries = <List extends SeedList>(
  list: List,
  entries: readonly PlacedEntry<unknown>[],
  { source, ...terms }: EntryReading,
): readonly PlacedEntry<SeedDocument[List][number]>[] =>
  entries.map(({ index, entry }) => ({
    index,
    entry: attempt(source, nameEntry(list, index, entry), () => seedLists[list](entry, terms)),
  }))

/** Entries with their positions. */
export const placed = (entries: readonly unknown[]): readonly PlacedEntry<unknown>[] => entries.map((entry, index) => ({ index, entry }))

/** The top level alone: the entries of its lists are checked by themselves. */
const withoutEntries = (value: unknown): unknown =>
  isMapping(value) ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, Array.isArray(item) ? [] : item])) : value

interface Preparation extends Pick<SeedReading, 'source' | 'variables'> {
  readonly used: Set<string>
}

function prepare(value: unknown, { source, variables, used }: Preparation): unknown {
  try {
    const replaced = replaceVariables(value, variables, used)
    checkNames(replaced)
    return replaced
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error
    const { place, field } = locate(value, error.path)
    throw new SeedError(source, place, field === '' ? error.message : `${field}: ${error.message}`)
  }
}

function locate(value: unknown, [list, index, ...rest]: Path): { place?: string; field: string } {
  if (typeof list !== 'string' || typeof index !== 'number') return { field: [list, index].filter((part) => part !== undefined).join('.') }
  const entries = isMapping(value) ? value[list] : undefined
  return { place: nameEntry(list, index, Array.isArray(entries) ? entries[index] : undefined), field: rest.join('.') }
}

function attempt<Result>(source: string, place: string | undefined, read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    throw new SeedError(source, place, error instanceof Error ? error.message : 'is not valid')
  }
}
