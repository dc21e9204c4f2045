import { DatabaseModule } from '#platform/database/database.module'
import { CliVerb } from '../../cli-verb'
import type { Verb, VerbOutput } from '../../cli-verb'
import { toFields } from '../../output/to-fields'
import { FindRecord } from '../find-record'
import { RecordsModule } from '../records.module'
import { toClientData } from './client-data'

/** Shows one client. */
@CliVerb({
  name: 'clients show',
  usage: 'clients show CLIENT_ID',
  description: 'Shows what a client is registered with; never its secret.',
  modules: [DatabaseModule, RecordsModule],
})
export class ShowClientVerb implements Verb {
  constructor(private readonly findRecord: FindRecord) {}

  async run([clientId = '']: readonly string[]): Promise<VerbOutput> {
    const data = toClientData(await this.findRecord.client(clientId))
    return { lines: toFields(data), data }
  }
}
