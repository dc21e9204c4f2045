import { DatabaseModule } from '#platform/database/database.module'
import { UserAdministration } from '#records/users/user-administration'
import { CliVerb } from '../../cli-verb'
import type { Verb, VerbOutput } from '../../cli-verb'
import { FindRecord } from '../find-record'
import { RecordsModule } from '../records.module'

/** Lets a person in again. */
@CliVerb({
  name: 'users enable',
  usage: 'users enable USER',
  description: 'Lets a person log in again to an account that was disabled.',
  changes: true,
  modules: [DatabaseModule, RecordsModule],
})
export class EnableUserVerb implements Verb {
  constructor(
    private readonly findRecord: FindRecord,
    private readonly users: UserAdministration,
  ) {}

  async run([name = '']: readonly string[]): Promise<VerbOutput> {
    const user = await this.findRecord.user(name)
    const changed = await this.users.enable(user)
    return {
      lines: [`The account ${user.username} ${changed ? 'is enabled' : 'was not disabled'}.`],
      data: { sub: user.sub, username: user.username, disabled: false, changed },
    }
  }
}
