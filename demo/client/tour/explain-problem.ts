/** What openid-client says about a failure, in one line, the cause included. */
export function explainProblem(error: unknown): string {
  if (!(error instanceof Error)) return 'it failed without a reason'
  const { cause } = error
  const because = cause instanceof Error && cause.message !== error.message ? `: ${cause.message}` : ''
  return `${error.message}${because}`.slice(0, 300)
}
