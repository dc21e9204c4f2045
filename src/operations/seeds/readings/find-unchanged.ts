import { Injectable } from '@nestjs/common'
import type { SeededRow } from '#records/seeded/find-seeded'
import type { Variables } from '../document/find-variable'
import type { SeedList } from '../document/seed-document'
import { FindDeclared } from '../find-declared'
import { SeededKinds } from '../kinds/seeded-kinds'
import { SeedReport } from '../seed-report'
import { SeedDigests } from './seed-digests'
import type { SeedReading } from './seed-reading'

interface FoundRows {
  readonly list: SeedList
  readonly rows: readonly SeededRow[]
}

/** Finds whether loading a document again would change nothing, without reading it. */
@Injectable()
export class FindUnchanged {
  constructor(
    private readonly kinds: SeededKinds,
    private readonly findDeclared: FindDeclared,
    private readonly digests: SeedDigests,
  ) {}

  /** What to report; undefined unless variables, rows, and what entries may name are as they were when the document was read. */
  async execute(reading: SeedReading, variables: Variables): Promise<SeedReport | undefined> {
    if (!this.#hasValues(reading, variables)) return undefined
    const lists = await this.#findRows(reading)
    if (!lists || this.digests.ofKeys(lists.map(({ rows }) => rows.map(({ key }) => key))) !== reading.keys) return undefined
    if (this.digests.ofDeclared(await this.findDeclared.execute()) !== reading.declared) return undefined
    const report = new SeedReport()
    for (const { list, rows } of lists) for (const { name } of rows) report.add(list, name, 'unchanged')
    return report
  }

  #hasValues({ variables: names, values }: SeedReading, variables: Variables): boolean {
    try {
      return this.digests.ofValues(names, variables) === values
    } catch {
      // Whoever reads the document says what is wrong with the variable.
      return false
    }
  }

  /** The row of every entry, where each is there as the entry has it and, for a seed that prunes, no other is. */
  async #findRows({ entries, prune }: SeedReading): Promise<readonly FoundRows[] | undefined> {
    const lists: FoundRows[] = []
    for (const kind of this.kinds.all) {
      const all = await kind.rows()
      const byDigest = new Map(all.map((row) => [row.digest, row]))
      const rows = entries[kind.list].flatMap(([, digest]) => byDigest.get(digest) ?? [])
      if (rows.length !== entries[kind.list].length || (prune && all.length !== rows.length)) return undefined
      lists.push({ list: kind.list, rows })
    }
    return lists
  }
}
