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

const pageRows = 1_000

/** Shows people's accounts. */
@CliVerb({
  name: 'users list',
  usage: 'users list',
  description: 'Lists the accounts, disabled ones too, in the order of their names.',
  options: {
    limit: limitOption,
    after: afterOption,
    email: { type: 'string', description: 'Those whose e-mail address contains this text, in either case.' },
  },
  modules: [DatabaseModule, RecordsModule],
})
export class ListUsersVerb implements Verb {
  constructor(private readonly users: UserAdministration) {}

  async run(_args: readonly string[], { limit, after, email }: VerbOptions): Promise<VerbOutput> {
    const most = readLimit(limit)
    const users =
      typeof email === 'string' ? await this.#withEmail(email, most, readAfter(after)) : await this.users.list(most, readAfter(after))
    return { lines: toTable(['USERNAME', 'STATE', 'SUB', 'EMAIL'], users.map(toRow)), data: { users: users.map(toUserData) } }
  }

  /** Claims have no index: the accounts are read page by page until enough of them have been found. */
  async #withEmail(part: string, most: number, after: string): Promise<readonly AdministeredUser[]> {
    const found: AdministeredUser[] = []
    let [last, page]: [string, readonly AdministeredUser[]] = [after, []]
    do {
      page = await this.users.list(pageRows, last)
      found.push(...page.filter((user) => emailOf(user).toLowerCase().includes(part.toLowerCase())))
      last = page.at(-1)?.username ?? last
    } while (page.length === pageRows && found.length < most)
    return found.slice(0, most)
  }
}

const emailOf = ({ claims }: AdministeredUser) => (typeof claims['email'] === 'string' ? claims['email'] : '')
const toRow = (user: AdministeredUser) => [user.username, user.disabled ? 'disabled' : 'enabled', user.sub, emailOf(user)]
