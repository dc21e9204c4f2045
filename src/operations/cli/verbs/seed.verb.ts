import { DatabaseModule } from '#platform/database/database.module'
import { HttpModule } from '#platform/http/http.module'
import { KeysModule } from '#records/keys/keys.module'
import { OutboundModule } from '#platform/outbound/outbound.module'
import { LoadSeed } from '#operations/seeds/load-seed'
import { SeedsModule } from '#operations/seeds/seeds.module'
import { CliVerb } from '../cli-verb'
import type { Verb, VerbOutput } from '../cli-verb'

/** Makes the database say what a file says, its schema first; the server may be running. */
@CliVerb({
  name: 'seed',
  usage: 'seed FILE',
  description: 'Loads a seed file (YAML or JSON) of clients, users and resources, and says what it changed.',
  changes: true,
  migrates: true,
  modules: [DatabaseModule, HttpModule, OutboundModule, KeysModule, SeedsModule],
})
export class SeedVerb implements Verb {
  constructor(private readonly loadSeed: LoadSeed) {}

  async run([path = '']: readonly string[]): Promise<VerbOutput> {
    const { report } = await this.loadSeed.execute({ kind: 'file', path })
    return { lines: [...report.toLines(), ...report.warnings.map((warning) => `warning: ${warning}`)], data: report }
  }
}
