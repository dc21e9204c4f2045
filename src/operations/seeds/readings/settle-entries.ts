import { Injectable } from '@nestjs/common'
import { canonicalUsername } from '#libs/username/canonical-username'
import { isMapping } from '../document/read-entry'
import type { PlacedEntry } from '../document/read-seed-document'
import { SeededKinds } from '../kinds/seeded-kinds'
import type { SettledEntry } from '../seed-parts'

/** Lists that may be long, and whose entries stand for themselves once it is known what they may name. */
export const longLists = ['clients', 'users'] as const
export type LongList = (typeof longLists)[number]

/** By what an entry that was found good is known. */
const keysOf: Readonly<Record<LongList, (entry: Readonly<Record<string, unknown>>) => string>> = {
  clients: ({ client_id: clientId }) => String(clientId),
  users: ({ username }) => canonicalUsername(String(username)),
}

/** An entry of a long list, and the digest of how it is written. */
export interface WrittenEntry extends PlacedEntry<unknown> {
  readonly written: string
}

/** Finds the entries of a list that need not be read: they are written as they were, and their rows are as they were. */
@Injectable()
export class SettleEntries {
  constructor(private readonly kinds: SeededKinds) {}

  /** @param known digests of rows by those of how their entries were written */
  async execute(list: LongList, entries: readonly WrittenEntry[], known: ReadonlyMap<string, string>): Promise<readonly SettledEntry[]> {
    const candidates = entries.filter(({ written }) => known.has(written))
    if (candidates.length === 0) return []
    const rows = new Map((await this.kinds.of(list).rows()).map((row) => [row.key, row]))
    return candidates.flatMap(({ index, entry, written }) => {
      const row = isMapping(entry) ? rows.get(keysOf[list](entry)) : undefined
      return row !== undefined && row.digest === known.get(written) ? [{ index, ...row }] : []
    })
  }
}
