import { DatabaseModule } from '#platform/database/database.module'
import { Sessions } from '#records/sessions/sessions.repository'
import { passwordFaults } from '#records/users/find-password-fault'
import { PasswordPolicy } from '#records/users/password-policy'
import { longestPassword, Passwords } from '#records/users/passwords'
import { UserAdministration } from '#records/users/user-administration'
import { CliVerb, VerbFailure } from '../../cli-verb'
import type { Verb, VerbOptions, VerbOutput } from '../../cli-verb'
import { generatePassword } from '../../generate-password'
import { StandardInput } from '../../standard-input'
import { FindRecord } from '../find-record'
import { RecordsModule } from '../records.module'

/** Gives a person another password. */
@CliVerb({
  name: 'users set-password',
  usage: 'users set-password USER',
  description:
    'Sets a new password, asked for at a terminal or read from the first line of standard input, and ends everything that the person has open. A later seed run does not overwrite it unless the password in the seed changes.',
  options: { generate: { type: 'boolean', description: 'Makes a random password, and prints it alone on the last line.' } },
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

  async run([name = '']: readonly string[], { generate }: VerbOptions): Promise<VerbOutput> {
    const user = await this.findRecord.user(name)
    const generated = generate === true ? generatePassword() : undefined
    const password = generated ?? (await this.#read(user.username))
    await this.users.setPasswordHash(user, await this.passwords.hash(password), (sub) => this.sessions.endOfUser(sub))
    return {
      lines: [`The account ${user.username} has the new password; all that it had open has ended.`, ...(generated ? [generated] : [])],
      data: { sub: user.sub, username: user.username, changed: true, ...(generated && { password: generated }) },
    }
  }

  async #read(username: string): Promise<string> {
    const password = await this.standardInput.readNewPassword(2 * longestPassword)
    const fault = await this.policy.findFault(password, username)
    if (fault !== undefined) throw new VerbFailure(`the password is not accepted: ${passwordFaults[fault]}`)
    return password
  }
}
