import { DatabaseModule } from '#platform/database/database.module'
import type { Session } from '#records/sessions/session'
import { Sessions } from '#records/sessions/sessions.repository'
import { CliVerb } from '../../cli-verb'
import type { Verb, VerbOptions, VerbOutput } from '../../cli-verb'
import { toTable } from '../../output/to-table'
import { toTime, toTimeOrNull } from '../../output/to-time'
import { limitOption, readLimit } from '../../read-limit'
import { FindRecord } from '../find-record'
import { RecordsModule } from '../records.module'

/** Shows where a person is logged in. */
@CliVerb({
  name: 'sessions list',
  usage: 'sessions list USER',
  description: 'Lists the sessions of a person: the browsers in which they are logged in.',
  options: { limit: limitOption },
  modules: [DatabaseModule, RecordsModule],
})
export class ListSessionsVerb implements Verb {
  constructor(
    private readonly findRecord: FindRecord,
    private readonly sessions: Sessions,
  ) {}

  async run([name = '']: readonly string[], { limit }: VerbOptions): Promise<VerbOutput> {
    const sessions = await this.sessions.ofUser((await this.findRecord.user(name)).sub, readLimit(limit))
    const lines =
      sessions.length > 0
        ? toTable(['SID', 'LOGIN', 'LAST USE', 'IDLE UNTIL', 'ENDS', 'BY', 'NETWORK', 'BROWSER'], sessions.map(toRow))
        : ['There is no session.']
    return { lines, data: { sessions: sessions.map(toData) } }
  }
}

const toRow = ({ sid, authTime, lastUsedAt, idleExpiresAt, expiresAt, amr, network, browser }: Session) => [
  sid,
  toTime(authTime),
  toTimeOrNull(lastUsedAt) ?? '-',
  toTime(idleExpiresAt),
  toTime(expiresAt),
  amr.join(' '),
  network ?? '-',
  browser ?? '-',
]

const toData = ({ sid, sub, authTime, lastUsedAt, idleExpiresAt, expiresAt, acr, amr, network, browser }: Session) => ({
  sid,
  sub,
  auth_time: toTime(authTime),
  last_used_at: toTimeOrNull(lastUsedAt),
  idle_expires_at: toTime(idleExpiresAt),
  expires_at: toTime(expiresAt),
  acr,
  amr,
  network,
  browser,
})
