import type { OAuthError } from '#libs/oauth-errors/oauth-error'
import { message } from '#platform/http/languages/message'
import type { Message } from '#platform/http/languages/message'
import { passwordFaults } from '#records/users/find-password-fault'
import { toLoginProblem } from '#records/users/login-problem'
import type { LoginProblem } from '#records/users/login-problem'

/** Why a new password is refused that was not typed the same way twice. */
export const typedDifferently = 'the new password was typed in two ways'

/** What the page says of a change that was refused, and at which of its fields. */
export interface PasswordProblem extends LoginProblem {
  readonly field: 'current' | 'new' | 'again'
}

const byReason: ReadonlyMap<string | undefined, Message> = new Map([
  [passwordFaults.short, message('password-short')],
  [passwordFaults.long, message('password-long')],
  [passwordFaults.unreadable, message('password-unreadable')],
  [passwordFaults.guessable, message('password-guessable')],
  [typedDifferently, message('password-different')],
])

export function toPasswordProblem(error: OAuthError): PasswordProblem {
  const { reason } = error.evidence
  const words = byReason.get(reason)
  if (words) return { status: 200, error: words, field: reason === typedDifferently ? 'again' : 'new' }
  const problem = toLoginProblem(error)
  return { ...problem, ...(problem.status === 200 && { error: message('password-wrong') }), field: 'current' }
}
