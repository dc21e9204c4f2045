import { Injectable } from '@nestjs/common'
import { AdvisoryLocks, locks } from '#platform/database/advisory-locks'
import { Secrets } from '#platform/secrets/secrets'
import { Resources } from '#records/resources/resources.repository'
import { canonicalJson } from './canonical-json'
import { checkReferences } from './check-references'
import type { SeedDocument } from './document/seed-document'
import { FindDeclared } from './find-declared'
import { findSeedWarnings } from './find-seed-warnings'
import { SeededKinds } from './kinds/seeded-kinds'
import { ListReconciliation } from './list-reconciliation'
import { toParts } from './seed-parts'
import type { SeedParts } from './seed-parts'
import { SeedReport } from './seed-report'

/** What became of a document. */
export interface Reconciled {
  readonly report: SeedReport
  readonly lists: readonly ListReconciliation[]
}

/**
 * Makes the database say what a seed says: what is missing is added, what has changed is updated, and what has gone is left alone unless
 * the seed says `prune: true`. Loading the same seed again changes nothing.
 *
 * @throws SeedError when an entry contradicts what is there; then nothing has been written
 */
@Injectable()
export class ReconcileSeed {
  constructor(
    private readonly advisoryLocks: AdvisoryLocks,
    private readonly kinds: SeededKinds,
    private readonly findDeclared: FindDeclared,
    private readonly resources: Resources,
    private readonly secrets: Secrets,
  ) {}

  /** @param source what to call the seed in errors */
  async execute(document: SeedDocument, source: string): Promise<SeedReport> {
    const { report } = await this.reconcile(toParts(document), source)
    const clients = document.clients.map(({ metadata }) => metadata)
    report.warnings.push(...findSeedWarnings(clients, await this.resources.all()))
    return report
  }

  /** The same for a document of which some entries are known to be as their rows are. */
  async reconcile(parts: SeedParts, source: string): Promise<Reconciled> {
    const report = new SeedReport()
    const lists = await this.advisoryLocks.hold(locks.seeds, () => this.#reconcile(parts, source, report))
    for (const { kind, entries } of lists) for (const { name, change } of entries) report.add(kind.list, name, change)
    return { report, lists }
  }

  async #reconcile(parts: SeedParts, source: string, report: SeedReport): Promise<readonly ListReconciliation[]> {
    checkReferences(parts.lists, await this.findDeclared.execute(), source)
    const digest = (entry: unknown) => this.secrets.digest('seed-digest', canonicalJson(entry))
    const lists = this.kinds.all.map((kind) => new ListReconciliation(kind, parts.lists[kind.list], { source, digest }))
    const named = new Map(lists.map(({ kind, keys }) => [kind.list, keys]))
    for (const list of lists) await list.check(named)
    for (const list of lists) await list.write()
    if (parts.prune) await prune(lists, report)
    return lists
  }
}

async function prune(lists: readonly ListReconciliation[], report: SeedReport): Promise<void> {
  for (const { kind, keys } of lists.toReversed()) for (const name of await kind.prune(keys)) report.add(kind.list, name, 'removed')
}
