import { canonicalUsername, longestUsername, parseUsername } from '#libs/username/canonical-username'
import type { Transaction } from '#platform/database/transaction'
import { UserConflict } from './user-conflict'

interface Named {
  readonly username: string
  readonly claims: Readonly<Record<string, unknown>>
  readonly emailLogin?: boolean
}

/** The address that the person may log in by: the verified one, where the account is declared so. */
export function loginEmailOf({ claims: { email, email_verified: isVerified }, emailLogin = false }: Named): string | undefined {
  return emailLogin && isVerified === true && typeof email === 'string' ? parseUsername(email) : undefined
}

/**
 * Nobody logs in by another's name: an address is a username of one account alone, and no other's name.
 *
 * @throws UserConflict
 */
export async function checkLoginNames(tx: Transaction, person: Named, sub: string | undefined): Promise<void> {
  const [name, email] = [canonicalUsername(person.username), loginEmailOf(person)]
  if (await isTaken(tx, 'login_email', name, sub))
    throw new UserConflict('username: it is the e-mail address that another account logs in by')
  if (email === undefined) return
  if (await isTaken(tx, 'login_email', email, sub)) throw new UserConflict('email_login: another account logs in by this e-mail address')
  if (email !== name && (await isTaken(tx, 'canonical_username', email, sub)))
    throw new UserConflict('email_login: the e-mail address is the username of another account')
}

async function isTaken(tx: Transaction, column: string, name: string, sub: string | undefined): Promise<boolean> {
  const rows = await tx.query(`SELECT sub FROM users WHERE ${column} = $1`, [name.slice(0, longestUsername)])
  return rows.some((row) => row['sub'] !== sub)
}
