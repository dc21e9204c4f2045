import { passwordFaults } from '#records/users/find-password-fault'
import { PasswordPolicy } from '#records/users/password-policy'
import { longestPassword, Passwords } from '#records/users/passwords'
import { AllSettings } from '../../cli.module'
import { CliVerb, VerbFailure } from '../../cli-verb'
import type { Verb, VerbOutput } from '../../cli-verb'
import { StandardInput } from '../../standard-input'

/** Makes the hash of a password for a seed. It needs neither a database nor a server's settings. */
@CliVerb({
  name: 'users hash-password',
  alias: 'hash-password',
  usage: 'users hash-password',
  description:
    'Prints the hash of a password, asked for at a terminal or read from the first line of standard input, for password_hash in a seed. "hash-password" alone does the same.',
  standalone: true,
})
export class HashPasswordVerb implements Verb {
  readonly #input = new StandardInput()

  constructor(private readonly all: AllSettings) {}

  async run(): Promise<VerbOutput> {
    const { passwords, pages } = this.all.settings
    const password = await this.#input.readNewPassword(2 * longestPassword)
    const fault = await new PasswordPolicy(pages).findFault(password, '')
    if (fault !== undefined) throw new VerbFailure(`the password is not accepted: ${passwordFaults[fault]}`)
    const hash = await new Passwords(passwords).hash(password)
    return { lines: [hash], data: { password_hash: hash } }
  }
}
