import { DatabaseModule } from '#platform/database/database.module'
import { Grants } from '#records/grants/grants.repository'
import { CliVerb, UsageError } from '../../cli-verb'
import type { Verb, VerbOptions, VerbOutput } from '../../cli-verb'
import { NotFound } from '../../not-found'
import { FindRecord } from '../find-record'
import { RecordsModule } from '../records.module'

const why = 'an administrator ended it'

/** Ends what people have granted to clients. */
@CliVerb({
  name: 'grants end',
  usage: 'grants end [GRANT]',
  description: 'Ends a grant, or all of a person, of a client, or of both together: their tokens are refused by every node at once.',
  options: {
    user: { type: 'string', description: 'All grants of this person, by name or sub.' },
    client: { type: 'string', description: 'All grants to this client_id.' },
  },
  changes: true,
  modules: [DatabaseModule, RecordsModule],
})
export class EndGrantsVerb implements Verb {
  constructor(
    private readonly findRecord: FindRecord,
    private readonly grants: Grants,
  ) {}

  async run([id]: readonly string[], { user, client }: VerbOptions): Promise<VerbOutput> {
    const isChosen = user !== undefined || client !== undefined
    if ((id !== undefined) === isChosen) throw new UsageError('grants end takes either GRANT, or --user, --client or both')
    const ended = id === undefined ? await this.#endOf(user, client) : await this.#endOne(id)
    return { lines: [`${ended.length} ${ended.length === 1 ? 'grant has' : 'grants have'} ended.`], data: { ended } }
  }

  async #endOne(id: string): Promise<readonly string[]> {
    const ended = await this.grants.end(id, why)
    if (ended.length === 0) throw new NotFound('live grant', id)
    return ended
  }

  async #endOf(user: VerbOptions[string], client: VerbOptions[string]): Promise<readonly string[]> {
    const sub = typeof user === 'string' ? (await this.findRecord.user(user)).sub : undefined
    const clientId = typeof client === 'string' ? (await this.findRecord.client(client)).clientId : undefined
    return this.grants.endOf({ sub, clientId }, why)
  }
}
