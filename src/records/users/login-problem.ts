import type { OAuthError } from '#libs/oauth-errors/oauth-error'
import { message } from '#platform/http/languages/message'
import type { Message } from '#platform/http/languages/message'

/** What a page says of a login that failed, and the status that it says it with. */
export interface LoginProblem {
  readonly error: Message
  readonly status: number
}

const minutesIn = (seconds: string | undefined) => Math.max(1, Math.ceil(Number(seconds ?? 60) / 60))

/** A form that is shown again is a page like any other (200); whoever has to wait is told by the status as well. */
export function toLoginProblem({ status, headers }: OAuthError): LoginProblem {
  if (status === 429) return { status, error: message('login-too-often', { minutes: minutesIn(headers['retry-after']) }) }
  if (status === 503) return { status, error: message('login-busy') }
  return { status: 200, error: message('login-wrong') }
}
