import { ClientAdministration } from '#records/clients/client-administration'
import type { AdministeredClient } from '#records/clients/client-administration'
import { DatabaseModule } from '#platform/database/database.module'
import { CliVerb } from '../../cli-verb'
import type { Verb, VerbOptions, VerbOutput } from '../../cli-verb'
import { toTable } from '../../output/to-table'
import { afterOption, readAfter } from '../../read-after'
import { limitOption, readLimit } from '../../read-limit'
import { RecordsModule } from '../records.module'
import { toClientData } from './client-data'

/** Shows the registered clients. */
@CliVerb({
  name: 'clients list',
  usage: 'clients list',
  description: 'Lists the clients, disabled ones too, in the order of their ids.',
  options: { limit: limitOption, after: afterOption },
  modules: [DatabaseModule, RecordsModule],
})
export class ListClientsVerb implements Verb {
  constructor(private readonly clients: ClientAdministration) {}

  async run(_args: readonly string[], { limit, after }: VerbOptions): Promise<VerbOutput> {
    const clients = await this.clients.list(readLimit(limit), readAfter(after))
    return { lines: toTable(['CLIENT_ID', 'PROFILE', 'STATE', 'NAME'], clients.map(toRow)), data: { clients: clients.map(toClientData) } }
  }
}

const toRow = ({ clientId, metadata, disabled }: AdministeredClient) => [
  clientId,
  metadata.security_profile,
  disabled ? 'disabled' : 'enabled',
  metadata.client_name ?? '',
]
