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
import { readSeedAttribute } from './read-seed-attribute'
import { readSeedClient } from './read-seed-client'
import { readSeedGroup } from './read-seed-group'
import { readSeedResource } from './read-seed-resource'
import { readSeedScope } from './read-seed-scope'
import { readSeedUser } from './read-seed-user'
import { replaceVariables } from './replace-variables'
import type { SeedDocument, SeedList } from './seed-document'
import { SeedError } from './seed-error'

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

/**
 * Reads a seed: YAML or JSON, its variables replaced, each entry held to its rules.
 *
 * @throws SeedError one line for the first thing that is wrong
 */
export function readSeedDocument(text: string, { source, variables, ...terms }: SeedReading): SeedDocument {
  const value = prepare(parseSeedText(text, source), variables, source)
  const top = attempt(source, undefined, () => readEntry(TopLevel, value))
  const readAll = <Entry>(list: SeedList, read: (entry: unknown) => Entry): readonly Entry[] =>
    (top[list] ?? []).map((entry, index) => attempt(source, nameEntry(list, index, entry), () => read(entry)))
  const document: SeedDocument = {
    prune: top.prune ?? false,
    clients: readAll('clients', (entry) => readSeedClient(entry, terms)),
    users: readAll('users', readSeedUser),
    resources: readAll('resources', (entry) => readSeedResource(entry, terms)),
    groups: readAll('groups', readSeedGroup),
    attributes: readAll('attributes', readSeedAttribute),
    scopes: readAll('scopes', readSeedScope),
  }
  checkUnique(document, source)
  return document
}

function prepare(value: unknown, variables: Variables, source: string): unknown {
  try {
    const replaced = replaceVariables(value, variables)
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
