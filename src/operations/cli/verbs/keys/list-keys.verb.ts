import { DatabaseModule } from '#platform/database/database.module'
import { CliVerb } from '../../cli-verb'
import type { Verb, VerbOutput } from '../../cli-verb'
import { KeyReport } from './key-report'
import { KeyVerbsModule } from './key-verbs.module'

/** Shows the signing keys. */
@CliVerb({
  name: 'keys list',
  usage: 'keys list',
  description: 'Lists the signing keys: which sign, which are announced, which only verify, and what happens next.',
  modules: [DatabaseModule, KeyVerbsModule],
})
export class ListKeysVerb implements Verb {
  constructor(private readonly keyReport: KeyReport) {}

  async run(): Promise<VerbOutput> {
    return this.keyReport.make()
  }
}
