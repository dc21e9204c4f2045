import { parseUsername } from '#libs/username/canonical-username'
import type { User } from '#records/users/users.repository'

/** Claims by which an application may know a person. */
const names = ['preferred_username', 'email', 'phone_number'] as const

/**
 * Whether a login_hint means this person: by the username, or by what an application has learned of them. Nobody else is looked up, so that
 * the answer tells nothing about other accounts.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest
 */
export function hintsAt(hint: string, { sub, username, claims }: User): boolean {
  const hinted = parseUsername(hint)
  if (hinted === undefined) return false
  return (
    hint === sub ||
    [username, ...names.map((name) => claims[name])].some((name) => typeof name === 'string' && parseUsername(name) === hinted)
  )
}
