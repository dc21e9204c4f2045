import { DatabaseModule } from '#platform/database/database.module'
import { Sessions } from '#records/sessions/sessions.repository'
import { passwordFaults } from '#records/users/find-password-fault'
import { PasswordPolicy } from '#records/users/password-policy'
import { longestPassword, Passwords } from '#records/users/passwords'
import { UserAdministration } from '#records/users/user-administration'
import { CliVerb, VerbFailure } from '../../cli-verb'
import type { Verb, VerbOutput } from '../../cli-verb'
import { StandardInput } from '../../standard-input'
import { FindRecord } from '../find-record'
import { RecordsModule } from '../records.module'

/** Gives a person another password. */
@CliVerb({
  name: 'users set-password',
  usage: 'users set-password USER',
  description:
    'Reads a new password from the first line of standard input, and ends all that the person has open. No seed undoes it as long as the seed says what it said.',
  changes: true,
  modules: [DatabaseModule, RecordsModule],
})
export class SetUserPasswordVerb implements Verb {
  constructor(
    private readonly findRecord: FindRecord,
    private readonly users: UserAdministration,
    private readonly policy: PasswordPolicy,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly standardInput: StandardInput,
  ) {}

  async run([name = '']: readonly string[]): Promise<VerbOutput> {
    const user = await this.findRecord.user(name)
    const password = await this.standardInput.readLine(2 * longestPassword)
    const fault = await this.policy.findFault(password, user.username)
    if (fault !== undefined) throw new VerbFailure(`the password is not taken: ${passwordFaults[fault]}`)
    await this.users.setPasswordHash(user, await this.passwords.hash(password), (sub) => this.sessions.endOfUser(sub))
    return {
      lines: [`The account ${user.username} has the new password; all that it had open has ended.`],
      data: { sub: user.sub, username: user.username, changed: true },
    }
  }
}
