import { parseUsername } from '#libs/username/canonical-username'

interface Named {
  readonly claims: Readonly<Record<string, unknown>>
  readonly emailLogin?: boolean
}

/** The address that the person may log in by: the verified one, where the account is declared so. */
export function loginEmailOf({ claims: { email, email_verified: isVerified }, emailLogin = false }: Named): string | undefined {
  return emailLogin && isVerified === true && typeof email === 'string' ? parseUsername(email) : undefined
}
