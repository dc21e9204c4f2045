import { ClientAdministration } from '#records/clients/client-administration'
import { DatabaseModule } from '#platform/database/database.module'
import { CliVerb } from '../../cli-verb'
import type { Verb, VerbOutput } from '../../cli-verb'
import { FindRecord } from '../find-record'
import { RecordsModule } from '../records.module'

/** Shuts a client out. */
@CliVerb({
  name: 'clients disable',
  usage: 'clients disable CLIENT_ID',
  description: 'Has every node refuse a client and its tokens at once, whatever a seed says, until it is enabled.',
  changes: true,
  modules: [DatabaseModule, RecordsModule],
})
export class DisableClientVerb implements Verb {
  constructor(
    private readonly findRecord: FindRecord,
    private readonly clients: ClientAdministration,
  ) {}

  async run([name = '']: readonly string[]): Promise<VerbOutput> {
    const { clientId } = await this.findRecord.client(name)
    const changed = await this.clients.disable(clientId)
    const line = changed ? `The client ${clientId} is disabled.` : `The client ${clientId} was disabled before.`
    return { lines: [line], data: { client_id: clientId, disabled: true, changed } }
  }
}
