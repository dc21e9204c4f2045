import { Injectable } from '@nestjs/common'
import { inBatches } from '#libs/people-file/in-batches'
import { Sessions } from '#records/sessions/sessions.repository'
import type { ImportFate, ImportedUser, PlannedImport } from '#records/users/imported-user'
import { planImport } from '#records/users/plan-import'
import { UserImports } from '#records/users/user-imports.repository'
import type { WrittenImport } from '#records/users/user-imports.repository'
import { HashImported } from './hash-imported'
import type { PersonRecord, RefusedRecord } from './person-record'
import { PeopleReader } from './people-reader'
import type { ReadPerson } from './people-reader'

/** So many people are read, compared and written at a time: one short transaction for each such batch. */
const batchSize = 500
/** What became of people, by number. */
export type ImportCounts = Record<'created' | 'updated' | 'unchanged' | 'refused', number>

export interface ImportOptions {
  /** Nothing is written. */
  readonly dryRun: boolean
  readonly onRefused: (refused: RefusedRecord) => Promise<void>
  /** Called after each batch with the number of the last line. */
  readonly onProgress: (line: number) => void
}

interface Planned {
  readonly person: ReadPerson
  readonly plan: PlannedImport
}

const outcomes = { create: 'created', update: 'updated', refresh: 'unchanged' } as const
const outrun: RefusedRecord['rule'] = 'the account was changed at the same time; run the import again'

/**
 * Takes people over from a file, in batches: those whose entry is as it was at the last import are left alone, so that an import that was
 * broken off is continued by running it again.
 */
@Injectable()
export class ImportPeople {
  constructor(
    private readonly reader: PeopleReader,
    private readonly imports: UserImports,
    private readonly hashes: HashImported,
    private readonly sessions: Sessions,
  ) {}

  async execute(records: AsyncIterable<PersonRecord>, options: ImportOptions): Promise<ImportCounts> {
    const counts: ImportCounts = { created: 0, updated: 0, unchanged: 0, refused: 0 }
    const read = await this.reader.start()
    for await (const batch of inBatches(records, batchSize)) {
      const results = await read(batch)
      const refused = [...results.refused, ...(await this.#take(results.people, counts, options))]
      for (const one of refused.toSorted((a, b) => a.line - b.line)) await options.onRefused(one)
      counts.refused += refused.length
      options.onProgress(batch.at(-1)?.line ?? 0)
    }
    return counts
  }

  /** @returns those that are not taken over */
  async #take(people: readonly ReadPerson[], counts: ImportCounts, { dryRun }: ImportOptions): Promise<readonly RefusedRecord[]> {
    const fates = await this.#plan(people)
    const refused = fates.flatMap(({ person, fate }) => (fate.kind === 'refuse' ? [toRefused(person, fate.rule)] : []))
    counts.unchanged += fates.filter(({ fate }) => fate.kind === 'keep').length
    const planned = fates.flatMap(({ person, fate }) => (fate.kind === 'refuse' || fate.kind === 'keep' ? [] : [{ person, plan: fate }]))
    if (dryRun) count(planned, counts)
    return dryRun ? refused : [...refused, ...(await this.#write(planned, counts))]
  }

  async #plan(people: readonly ReadPerson[]): Promise<readonly { readonly person: ReadPerson; readonly fate: ImportFate }[]> {
    if (people.length === 0) return []
    const users: readonly ImportedUser[] = people.map(({ user }) => user)
    const known = await this.imports.findKnown(users)
    return people.map((person) => ({ person, fate: planImport(person.user, known) }))
  }

  async #write(planned: readonly Planned[], counts: ImportCounts): Promise<readonly RefusedRecord[]> {
    const refused: RefusedRecord[] = []
    const ready: (Planned & { readonly plan: WrittenImport })[] = []
    const hashes = await this.hashes.all(planned.filter(({ plan }) => plan.takesPassword).map(({ person }) => person))
    for (const { person, plan } of planned) {
      const hash = hashes.get(person)
      if (hash && 'rule' in hash) refused.push(toRefused(person, hash.rule))
      else ready.push({ person, plan: { ...plan, passwordHash: hash?.passwordHash } })
    }
    if (ready.length === 0) return refused
    const written = await this.imports.write(
      ready.map(({ plan }) => plan),
      (subs) => this.sessions.endOfUsers(subs),
    )
    count(
      ready.filter(({ plan }) => written.has(plan.sub)),
      counts,
    )
    return [...refused, ...ready.filter(({ plan }) => !written.has(plan.sub)).map(({ person }) => toRefused(person, outrun))]
  }
}

function count(planned: readonly Planned[], counts: ImportCounts): void {
  for (const { plan } of planned) counts[outcomes[plan.kind]] += 1
}

const toRefused = ({ line, user }: ReadPerson, rule: string): RefusedRecord => ({ line, username: user.username, rule })
