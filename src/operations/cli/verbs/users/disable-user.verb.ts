import { DatabaseModule } from '#platform/database/database.module'
import { Sessions } from '#records/sessions/sessions.repository'
import { UserAdministration } from '#records/users/user-administration'
import { CliVerb } from '../../cli-verb'
import type { Verb, VerbOutput } from '../../cli-verb'
import { FindRecord } from '../find-record'
import { RecordsModule } from '../records.module'

/** Shuts a person out. */
@CliVerb({
  name: 'users disable',
  usage: 'users disable USER',
  description:
    'Ends all that a person has open, at every node at once, and lets nobody log in to the account, whatever a seed says, until it is enabled.',
  changes: true,
  modules: [DatabaseModule, RecordsModule],
})
export class DisableUserVerb implements Verb {
  constructor(
    private readonly findRecord: FindRecord,
    private readonly users: UserAdministration,
    private readonly sessions: Sessions,
  ) {}

  async run([name = '']: readonly string[]): Promise<VerbOutput> {
    const user = await this.findRecord.user(name)
    const changed = await this.users.disable(user, (sub) => this.sessions.endOfUser(sub))
    const state = changed ? 'is disabled' : 'was disabled before'
    return {
      lines: [`The account ${user.username} ${state}; all that it had open has ended.`],
      data: { sub: user.sub, username: user.username, disabled: true, changed },
    }
  }
}
