import { DatabaseModule } from '#platform/database/database.module'
import { UserAdministration } from '#records/users/user-administration'
import type { AdministeredUser } from '#records/users/user-administration'
import { CliVerb } from '../../cli-verb'
import type { Verb, VerbOptions, VerbOutput } from '../../cli-verb'
import { toTable } from '../../output/to-table'
import { afterOption, readAfter } from '../../read-after'
import { limitOption, readLimit } from '../../read-limit'
import { RecordsModule } from '../records.module'
import { toUserData } from './user-data'

/** Shows people's accounts. */
@CliVerb({
  name: 'users list',
  usage: 'users list',
  description: 'Lists the accounts, disabled ones too, in the order of their names.',
  options: { limit: limitOption, after: afterOption },
  modules: [DatabaseModule, RecordsModule],
})
export class ListUsersVerb implements Verb {
  constructor(private readonly users: UserAdministration) {}

  async run(_args: readonly string[], { limit, after }: VerbOptions): Promise<VerbOutput> {
    const users = await this.users.list(readLimit(limit), readAfter(after))
    return { lines: toTable(['USERNAME', 'STATE', 'SUB'], users.map(toRow)), data: { users: users.map(toUserData) } }
  }
}

const toRow = ({ username, disabled, sub }: AdministeredUser) => [username, disabled ? 'disabled' : 'enabled', sub]
