import { Injectable, Logger } from '@nestjs/common'
import type { OnApplicationBootstrap } from '@nestjs/common'
import type { SeedSource } from '#platform/config/seed-settings'
import { Resources } from '#records/resources/resources.repository'
import { CheckSigningAlgorithms } from './check-signing-algorithms'
import { LoadSeed } from './load-seed'
import { SeedFiles } from './seed-files'

/** Reconciles the configured seed before the server listens; a seed that is wrong stops the start. */
@Injectable()
export class LoadSeedAtStart implements OnApplicationBootstrap {
  readonly #logger = new Logger('Seed')

  constructor(
    private readonly seedFiles: SeedFiles,
    private readonly loadSeed: LoadSeed,
    private readonly resources: Resources,
    private readonly checkSigningAlgorithms: CheckSigningAlgorithms,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const seed = this.seedFiles.configured
    if (seed) await this.#load(seed)
    // After the seed, which may have changed what they require.
    await this.checkSigningAlgorithms.execute()
  }

  async #load(seed: SeedSource): Promise<void> {
    const { source, report } = await this.loadSeed.execute(seed)
    // Known from now on, should the database go away before anybody asks.
    await this.resources.all()
    if (!report.hasChanges) return
    this.#logger.log(`${source}: ${report.toLines().join('; ')}`)
    for (const warning of report.warnings) this.#logger.warn(`${source}: ${warning}`)
  }
}
