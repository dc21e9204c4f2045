import { DatabaseModule } from '#platform/database/database.module'
import { UserAdministration } from '#records/users/user-administration'
import type { AdministeredUser } from '#records/users/user-administration'
import { FindPeople } from '#records/people/find-people'
import { CliVerb, UsageError } from '../../cli-verb'
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
    where: {
      type: 'string',
      description: 'ATTRIBUTE=VALUE: those of whom an attribute or claim has the value, in any case; by sub, as --after then is.',
    },
    group: { type: 'string', description: 'Those who are members of this very group; by sub, as --after then is.' },
    email: { type: 'string', description: 'Those whose e-mail address contains this text, in either case.' },
  },
  modules: [DatabaseModule, RecordsModule],
})
export class ListUsersVerb implements Verb {
  constructor(
    private readonly users: UserAdministration,
    private readonly findPeople: FindPeople,
  ) {}

  async run(_args: readonly string[], options: VerbOptions): Promise<VerbOutput> {
    const users = await this.#find(options)
    return { lines: toTable(['USERNAME', 'STATE', 'SUB', 'EMAIL'], users.map(toRow)), data: { users: users.map(toUserData) } }
  }

  async #find({ limit, after: given, where, group, email }: VerbOptions): Promise<readonly AdministeredUser[]> {
    if ([where, group, email].filter((option) => option !== undefined).length > 1)
      throw new UsageError('one of --where, --group and --email')
    const [most, after] = [readLimit(limit), readAfter(given)]
    if (typeof where === 'string') return this.users.listBySub(await this.findPeople.byAttribute(...readWhere(where), most, after))
    if (typeof group === 'string') return this.users.listBySub(await this.findPeople.byGroup(group, most, after))
    return typeof email === 'string' ? this.#withEmail(email, most, after) : this.users.list(most, after)
  }

  /** Parts of claims have no index: the accounts are read page by page until enough of them have been found. */
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

function readWhere(text: string): readonly [attribute: string, value: string] {
  const at = text.indexOf('=')
  if (at < 1) throw new UsageError('--where is ATTRIBUTE=VALUE')
  return [text.slice(0, at), text.slice(at + 1)]
}

const emailOf = ({ claims }: AdministeredUser) => (typeof claims['email'] === 'string' ? claims['email'] : '')
const toRow = (user: AdministeredUser) => [user.username, user.disabled ? 'disabled' : 'enabled', user.sub, emailOf(user)]
