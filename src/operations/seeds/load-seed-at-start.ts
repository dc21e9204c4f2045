import { Injectable, Logger } from '@nestjs/common'
import type { OnApplicationBootstrap } from '@nestjs/common'
import { Resources } from '#records/resources/resources.repository'
import { ReconcileSeed } from './reconcile-seed'
import { SeedFiles } from './seed-files'

/** Reconciles the configured seed before the server listens; a seed that is wrong stops the start. */
@Injectable()
export class LoadSeedAtStart implements OnApplicationBootstrap {
  readonly #logger = new Logger('Seed')

  constructor(
    private readonly seedFiles: SeedFiles,
    private readonly reconcileSeed: ReconcileSeed,
    private readonly resources: Resources,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const seed = this.seedFiles.readConfigured()
    if (!seed) return
    const report = await this.reconcileSeed.execute(seed.document, seed.source)
    // Known from now on, should the database go away before anybody asks.
    await this.resources.all()
    if (!report.hasChanges) return
    this.#logger.log(`${seed.source}: ${report.toLines().join('; ')}`)
    for (const warning of report.warnings) this.#logger.warn(`${seed.source}: ${warning}`)
  }
}
