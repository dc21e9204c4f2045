import { Injectable } from '@nestjs/common'
import { toDeclarations, toNames } from '../check-references'
import { checkUnique } from '../document/check-unique'
import { parseSeed, placed, readSeedEntries } from '../document/read-seed-document'
import type { EntryReading, ParsedSeed } from '../document/read-seed-document'
import type { SeedDocument, SeedList } from '../document/seed-document'
import { FindDeclared } from '../find-declared'
import type { OpenedSeed } from '../seed-files'
import type { SeedPart, SeedParts } from '../seed-parts'
import { SeedDigests } from './seed-digests'
import type { DigestEntry } from './seed-digests'
import { SeedReadings } from './seed-readings.repository'
import { SettleEntries } from './settle-entries'
import type { LongList } from './settle-entries'

/** A document of which only what has changed was read. */
export interface ChangedReading {
  readonly parsed: ParsedSeed
  readonly parts: SeedParts
  /** Of each entry of a long list, the digest of how it is written. */
  readonly written: Readonly<Record<LongList, readonly string[]>>
}

/** What entries are held to, and by what they are recognised. */
interface Terms {
  readonly reading: EntryReading
  readonly digest: DigestEntry
  /** Digests of rows by those of how their entries were written. */
  readonly known: ReadonlyMap<string, string>
}

/** Reads a document but for the entries of its long lists that were read before and whose rows are as they were then. */
@Injectable()
export class ReadChanged {
  constructor(
    private readonly readings: SeedReadings,
    private readonly settleEntries: SettleEntries,
    private readonly findDeclared: FindDeclared,
    private readonly digests: SeedDigests,
  ) {}

  /** @throws SeedError one line for the first thing that is wrong */
  async execute({ source, text, variables, terms }: OpenedSeed): Promise<ChangedReading> {
    const parsed = parseSeed(text, { source, variables })
    const reading = { source, ...terms }
    const whole = <List extends SeedList>(list: List): SeedPart<SeedDocument[List][number]> => ({
      read: readSeedEntries(list, placed(parsed.lists[list]), reading),
      settled: [],
    })
    // What others may name is always read, and first: they are held to it.
    const declarations = {
      attributes: whole('attributes'),
      scopes: whole('scopes'),
      groups: whole('groups'),
      resources: whole('resources'),
    }
    const names = toNames(toDeclarations(declarations), await this.findDeclared.execute())
    const held = { reading, digest: this.digests.forEntries(terms, names), known: await this.#known() }
    const [clients, users] = [await this.#changed('clients', parsed, held), await this.#changed('users', parsed, held)]
    checkUnique(parsed.lists, source)
    return {
      parsed,
      parts: { prune: parsed.prune, lists: { ...declarations, clients: clients.part, users: users.part } },
      written: { clients: clients.written, users: users.written },
    }
  }

  async #known(): Promise<ReadonlyMap<string, string>> {
    const readings = await this.readings.all()
    return new Map(readings.flatMap(({ entries: { clients, users } }) => [...clients, ...users]))
  }

  async #changed<List extends LongList>(list: List, { lists }: ParsedSeed, { reading, digest, known }: Terms) {
    const entries = placed(lists[list]).map((one) => ({ ...one, written: digest(list, one.entry) }))
    const settled = await this.settleEntries.execute(list, entries, known)
    const done = new Set(settled.map(({ index }) => index))
    const read = readSeedEntries(
      list,
      entries.filter(({ index }) => !done.has(index)),
      reading,
    )
    return { part: { read, settled }, written: entries.map(({ written }) => written) }
  }
}
