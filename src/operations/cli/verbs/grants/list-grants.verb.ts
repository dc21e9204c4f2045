import { DatabaseModule } from '#platform/database/database.module'
import type { Grant } from '#records/grants/grant'
import { Grants } from '#records/grants/grants.repository'
import { CliVerb, UsageError } from '../../cli-verb'
import type { Verb, VerbOptions, VerbOutput } from '../../cli-verb'
import { toTable } from '../../output/to-table'
import { toTime } from '../../output/to-time'
import { limitOption, readLimit } from '../../read-limit'
import { FindRecord } from '../find-record'
import { RecordsModule } from '../records.module'

/** Shows what people have granted to clients. */
@CliVerb({
  name: 'grants list',
  usage: 'grants list',
  description: 'Lists the live grants of a person, of a client, or of both together, the newest first.',
  options: {
    user: { type: 'string', description: 'Grants of this person, by name or sub.' },
    client: { type: 'string', description: 'Grants to this client_id.' },
    limit: limitOption,
  },
  modules: [DatabaseModule, RecordsModule],
})
export class ListGrantsVerb implements Verb {
  constructor(
    private readonly findRecord: FindRecord,
    private readonly grants: Grants,
  ) {}

  async run(_args: readonly string[], { user, client, limit }: VerbOptions): Promise<VerbOutput> {
    if (user === undefined && client === undefined) throw new UsageError('grants list needs --user, --client or both')
    const sub = typeof user === 'string' ? (await this.findRecord.user(user)).sub : undefined
    const clientId = typeof client === 'string' ? (await this.findRecord.client(client)).clientId : undefined
    const grants = await this.grants.findLiveOf({ sub, clientId }, readLimit(limit))
    const lines =
      grants.length > 0 ? toTable(['GRANT', 'CLIENT_ID', 'SUB', 'MADE', 'ENDS', 'SCOPE'], grants.map(toRow)) : ['There is no grant.']
    return { lines, data: { grants: grants.map(toData) } }
  }
}

const toRow = ({ id, clientId, sub, createdAt, expiresAt, scopes }: Grant) => [
  id,
  clientId,
  sub,
  toTime(createdAt),
  toTime(expiresAt),
  scopes.join(' '),
]

const toData = ({ id, clientId, sub, sid, scopes, resources, offline, createdAt, expiresAt, flowId }: Grant) => ({
  id,
  client_id: clientId,
  sub,
  sid,
  scope: scopes.join(' '),
  resources,
  offline,
  created_at: toTime(createdAt),
  expires_at: toTime(expiresAt),
  flow: flowId,
})
