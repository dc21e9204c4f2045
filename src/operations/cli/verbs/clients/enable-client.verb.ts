import { ClientAdministration } from '#records/clients/client-administration'
import { DatabaseModule } from '#platform/database/database.module'
import { CliVerb } from '../../cli-verb'
import type { Verb, VerbOutput } from '../../cli-verb'
import { FindRecord } from '../find-record'
import { RecordsModule } from '../records.module'

/** Lets a client in again. */
@CliVerb({
  name: 'clients enable',
  usage: 'clients enable CLIENT_ID',
  description: 'Lets a disabled client in again. Its grants that have not ended meanwhile count again.',
  changes: true,
  modules: [DatabaseModule, RecordsModule],
})
export class EnableClientVerb implements Verb {
  constructor(
    private readonly findRecord: FindRecord,
    private readonly clients: ClientAdministration,
  ) {}

  async run([name = '']: readonly string[]): Promise<VerbOutput> {
    const { clientId } = await this.findRecord.client(name)
    const changed = await this.clients.enable(clientId)
    const line = changed ? `The client ${clientId} is enabled.` : `The client ${clientId} was not disabled.`
    return { lines: [line], data: { client_id: clientId, disabled: false, changed } }
  }
}
