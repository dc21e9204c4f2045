import { readFile } from 'node:fs/promises'
import { Injectable } from '@nestjs/common'
import { PageSettings } from '#platform/config/page-settings'
import { findPlainFault, toGuesses } from './find-password-fault'
import type { PasswordFault } from './find-password-fault'

/** The passwords that breaches have shown most often: in lower case, as JSON. */
const commonPasswords = require.resolve('@zxcvbn-ts/language-common/src/passwords.json')

const isOneCharacter = (text: string): boolean => new Set(text).size === 1

/**
 * Which passwords may be chosen: any but short ones, and those that are guessed first. No mixture of characters is asked for.
 *
 * @see https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver
 */
@Injectable()
export class PasswordPolicy {
  constructor(private readonly pages: PageSettings) {}

  /** What is wrong with a new password for the account of this name, if anything. */
  async findFault(password: string, username: string): Promise<PasswordFault | undefined> {
    return findPlainFault(password) ?? ((await this.#isGuessable(password, username)) ? 'guessable' : undefined)
  }

  async #isGuessable(password: string, username: string): Promise<boolean> {
    const guesses = toGuesses(password)
    const names = new Set([username, this.pages.name].map((name) => name.normalize('NFKC').toLowerCase()))
    if (guesses.some((guess) => names.has(guess) || isOneCharacter(guess))) return true
    // Passwords change seldom: the list is read when it is needed, and takes no memory otherwise.
    const listed = await readFile(commonPasswords, 'utf8')
    return guesses.some((guess) => listed.includes(JSON.stringify(guess)))
  }
}
