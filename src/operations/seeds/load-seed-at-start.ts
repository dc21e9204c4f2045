import { Injectable, Logger } from '@nestjs/common'
import type { OnApplicationBootstrap } from '@nestjs/common'
import { Resources } from '#records/resources/resources.repository'
import { CheckSigningAlgorithms } from './check-signing-algorithms'
import { ReconcileSeed } from './reconcile-seed'
import { SeedFiles } from './seed-files'
import type { ReadSeed } from './seed-files'

/** Reconciles the configured seed before the server listens; a seed that is wrong stops the start. */
@Injectable()
export class LoadSeedAtStart implements OnApplicationBootstrap {
  readonly #logger = new Logger('Seed')

  constructor(
    private readonly seedFiles: SeedFiles,
    private readonly reconcileSeed: ReconcileSeed,
    private readonly resources: Resources,
    private readonly checkSigningAlgorithms: CheckSigningAlgorithms,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const seed = this.seedFiles.readConfigured()
    if (seed) await this.#load(seed)
    // After the seed, which may have changed what they require.
    await this.checkSigningAlgorithms.execute()
  }

  async #load(seed: ReadSeed): Promise<void> {
    const report = await this.reconcileSeed.execute(seed.document, seed.source)
    // Known from now on, should the database go away before anybody asks.
    await this.resources.all()
    if (!report.hasChanges) return
    this.#logger.log(`${seed.source}: ${report.toLines().join('; ')}`)
    for (const warning of report.warnings) this.#logger.warn(`${seed.source}: ${warning}`)
  }
}
