import { Injectable } from '@nestjs/common'
import type { SeedSource } from '#platform/config/seed-settings'
import { Resources } from '#records/resources/resources.repository'
import { isMapping } from './document/read-entry'
import { eachList } from './document/seed-lists'
import { FindDeclared } from './find-declared'
import { findSeedWarnings } from './find-seed-warnings'
import type { ScopedClient } from './find-seed-warnings'
import type { ListReconciliation } from './list-reconciliation'
import { FindUnchanged } from './readings/find-unchanged'
import { ReadChanged } from './readings/read-changed'
import type { ChangedReading } from './readings/read-changed'
import { SeedDigests } from './readings/seed-digests'
import type { SeedReading } from './readings/seed-reading'
import { SeedReadings } from './readings/seed-readings.repository'
import { ReconcileSeed } from './reconcile-seed'
import { SeedFiles } from './seed-files'
import type { OpenedSeed } from './seed-files'
import type { SeedReport } from './seed-report'

/** A seed that was loaded: what to call it, and what that has changed. */
export interface LoadedSeed {
  readonly source: string
  readonly report: SeedReport
}

/**
 * Loads a seed. A document that says what it said when it was loaded, to a server that is as it was then, is not even parsed; of one that
 * has changed, the entries that have not are not read.
 */
@Injectable()
export class LoadSeed {
  constructor(
    private readonly seedFiles: SeedFiles,
    private readonly readings: SeedReadings,
    private readonly findUnchanged: FindUnchanged,
    private readonly readChanged: ReadChanged,
    private readonly reconcileSeed: ReconcileSeed,
    private readonly findDeclared: FindDeclared,
    private readonly resources: Resources,
    private readonly digests: SeedDigests,
  ) {}

  /** @throws SeedError when the seed is wrong; then nothing of it has been written */
  async execute(seed: SeedSource): Promise<LoadedSeed> {
    const opened = this.seedFiles.open(seed)
    const textDigest = this.digests.ofText(opened)
    const known = await this.readings.find(textDigest)
    const unchanged = known && (await this.findUnchanged.execute(known, opened.variables))
    if (known && unchanged) return this.#warn(opened, unchanged, known.clients)
    return this.#load(opened, textDigest)
  }

  async #load(opened: OpenedSeed, textDigest: string): Promise<LoadedSeed> {
    const changed = await this.readChanged.execute(opened)
    const { report, lists } = await this.reconcileSeed.reconcile(changed.parts, opened.source)
    const reading = await this.#toReading(opened, changed, lists)
    await this.readings.keep(textDigest, reading)
    return this.#warn(opened, report, reading.clients)
  }

  async #warn({ source }: OpenedSeed, report: SeedReport, clients: readonly ScopedClient[]): Promise<LoadedSeed> {
    report.warnings.push(...findSeedWarnings(clients, await this.resources.all()))
    return { source, report }
  }

  async #toReading(
    { variables }: OpenedSeed,
    { parsed, written }: ChangedReading,
    lists: readonly ListReconciliation[],
  ): Promise<SeedReading> {
    const used = [...parsed.variables].toSorted()
    const outcomes = new Map(lists.map(({ kind, entries }) => [kind.list, entries]))
    const ofList = { ...eachList((): readonly string[] => []), ...written }
    return {
      prune: parsed.prune,
      variables: used,
      values: this.digests.ofValues(used, variables),
      declared: this.digests.ofDeclared(await this.findDeclared.execute()),
      keys: this.digests.ofKeys(lists.map(({ entries }) => entries.map(({ key }) => key))),
      entries: eachList((list) => (outcomes.get(list) ?? []).map(({ index, digest }) => [ofList[list][index] ?? '', digest] as const)),
      clients: parsed.lists.clients.flatMap(toScoped),
    }
  }
}

/** An entry of a client as it is written, if it has scopes. */
function toScoped(entry: unknown): readonly ScopedClient[] {
  const { client_id: clientId, scope } = isMapping(entry) ? entry : {}
  return typeof clientId === 'string' && typeof scope === 'string' ? [{ client_id: clientId, scope }] : []
}
