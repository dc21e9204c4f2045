import * as client from 'openid-client'

/** Why something failed: who says so, and what. */
export interface Problem {
  readonly heading: 'The answer was a refusal' | 'openid-client says'
  readonly text: string
}

const maxLength = 300

/** The error and its description, as the server or the API answered them; undefined where the failure is no such answer. */
function readRefusal(error: unknown): string | undefined {
  if (error instanceof client.WWWAuthenticateChallengeError) {
    const { error: code, error_description: description } = error.cause[0]?.parameters ?? {}
    return code && toLine(code, description)
  }
  const isAnswer = error instanceof client.ResponseBodyError || error instanceof client.AuthorizationResponseError
  return isAnswer ? toLine(error.error, error.error_description) : undefined
}

const toLine = (code: string, description: string | undefined) => (description ? `${code}: ${description}` : code)

function readFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'it failed without a reason'
  const { cause } = error
  const because = cause instanceof Error && cause.message !== error.message ? `: ${cause.message}` : ''
  return `${error.message}${because}`
}

/** Puts a failure into words: the refusal that was received, or else what openid-client reports. */
export function toProblem(error: unknown): Problem {
  const refusal = readRefusal(error)
  if (refusal !== undefined) return { heading: 'The answer was a refusal', text: refusal.slice(0, maxLength) }
  return { heading: 'openid-client says', text: readFailure(error).slice(0, maxLength) }
}

/** The same in one line. */
export const explainProblem = (error: unknown): string => toProblem(error).text
