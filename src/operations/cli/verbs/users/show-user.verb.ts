import { DatabaseModule } from '#platform/database/database.module'
import { Memberships } from '#records/people/memberships'
import { CliVerb } from '../../cli-verb'
import type { Verb, VerbOutput } from '../../cli-verb'
import { toFields } from '../../output/to-fields'
import { FindRecord } from '../find-record'
import { RecordsModule } from '../records.module'
import { toUserData } from './user-data'

/** Shows one account. */
@CliVerb({
  name: 'users show',
  usage: 'users show USER',
  description: 'Shows an account with its groups and roles, by its name or its sub; never its password.',
  modules: [DatabaseModule, RecordsModule],
})
export class ShowUserVerb implements Verb {
  constructor(
    private readonly findRecord: FindRecord,
    private readonly memberships: Memberships,
  ) {}

  async run([name = '']: readonly string[]): Promise<VerbOutput> {
    const user = await this.findRecord.user(name)
    const groups = await this.memberships.groupsOf(user.sub)
    const data = { ...toUserData(user), groups, roles: await this.memberships.rolesOf(user.sub, groups) }
    return { lines: toFields(data), data }
  }
}
