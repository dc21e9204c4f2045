import { DatabaseModule } from '#platform/database/database.module'
import { Sessions } from '#records/sessions/sessions.repository'
import { CliVerb, UsageError } from '../../cli-verb'
import type { Verb, VerbOptions, VerbOutput } from '../../cli-verb'
import { NotFound } from '../../not-found'
import { FindRecord } from '../find-record'
import { RecordsModule } from '../records.module'

/** Logs people out. */
@CliVerb({
  name: 'sessions end',
  usage: 'sessions end [SID]',
  description: 'Ends a session with what was granted in it, or all that a person has open, at every node at once. Clients are told.',
  options: { user: { type: 'string', description: 'All sessions and all grants of this person, by name or sub.' } },
  changes: true,
  modules: [DatabaseModule, RecordsModule],
})
export class EndSessionsVerb implements Verb {
  constructor(
    private readonly findRecord: FindRecord,
    private readonly sessions: Sessions,
  ) {}

  async run([sid]: readonly string[], { user }: VerbOptions): Promise<VerbOutput> {
    if ((sid === undefined) === (typeof user !== 'string')) throw new UsageError('sessions end takes one of SID and --user')
    return typeof user === 'string' ? this.#endAllOf(user) : this.#endOne(sid ?? '')
  }

  async #endOne(sid: string): Promise<VerbOutput> {
    if (!(await this.sessions.findBySid(sid))) throw new NotFound('session', sid)
    await this.sessions.end(sid, 'an administrator ended it')
    return { lines: [`The session ${sid} has ended.`], data: { ended: [sid] } }
  }

  async #endAllOf(name: string): Promise<VerbOutput> {
    const { sub, username } = await this.findRecord.user(name)
    const sids = await this.sessions.endOfUser(sub)
    return { lines: [`All that ${username} had open has ended: ${sids.length} sessions, and every grant.`], data: { ended: sids } }
  }
}
