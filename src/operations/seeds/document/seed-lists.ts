import { normalizeResource } from '#libs/authorization/resource-identifier'
import type { ReadingTerms } from '#libs/client-metadata/field-readers'
import { canonicalUsername } from '#libs/username/canonical-username'
import { readSeedAttribute } from './read-seed-attribute'
import { readSeedClient } from './read-seed-client'
import { readSeedGroup } from './read-seed-group'
import { readSeedResource } from './read-seed-resource'
import { readSeedScope } from './read-seed-scope'
import { readSeedUser } from './read-seed-user'
import type { SeedDocument, SeedList } from './seed-document'

/** Entries as the document has them, their variables replaced. */
export type RawLists = Readonly<Record<SeedList, readonly unknown[]>>

/** Reads one entry. @throws Error `field: rule` */
type ReadEntry<Entry> = (value: unknown, terms: ReadingTerms) => Entry

/** How the entries of each list are read. */
export const seedLists: { readonly [List in SeedList]: ReadEntry<SeedDocument[List][number]> } = {
  clients: readSeedClient,
  users: readSeedUser,
  resources: readSeedResource,
  groups: readSeedGroup,
  attributes: readSeedAttribute,
  scopes: readSeedScope,
}

const namesOfLists = Object.keys(seedLists) as readonly SeedList[]

/** An object with something for each list. */
export const eachList = <Result>(make: (list: SeedList) => Result): Readonly<Record<SeedList, Result>> =>
  Object.fromEntries(namesOfLists.map((list) => [list, make(list)])) as Record<SeedList, Result>

/** A field of which no two entries of a list have the same. */
interface UniqueField {
  readonly list: SeedList
  readonly field: string
  /** Where the field is left out, the one whose text it then has. */
  readonly orElse?: string
  readonly rule?: string
  /** What makes two texts the same. */
  readonly toKey?: (text: string) => string
}

export const uniqueFields: readonly UniqueField[] = [
  { list: 'clients', field: 'client_id' },
  { list: 'users', field: 'username', toKey: canonicalUsername },
  { list: 'users', field: 'sub' },
  { list: 'resources', field: 'resource', toKey: normalizeResource },
  { list: 'groups', field: 'group' },
  { list: 'attributes', field: 'attribute' },
  { list: 'attributes', field: 'claim', orElse: 'attribute', rule: 'another attribute has it' },
  { list: 'scopes', field: 'scope' },
]
