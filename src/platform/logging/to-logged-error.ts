const deepest = 3
const longestMessage = 500
/** The system's name of what happened: ECONNREFUSED, SQLITE_FULL, 23505. */
const systemCode = /^[A-Z0-9_]{2,60}$/

const codeOf = (error: Error): string | undefined => {
  const code = 'code' in error ? String(error.code) : ''
  return systemCode.test(code) ? code : undefined
}

/**
 * An error for the log: what it is, where it was and what caused it. None of its other fields: errors of the database carry the parameters
 * of the statement, and those of requests carry the request.
 */
export function toLoggedError(error: unknown, depth = 0): object | undefined {
  if (error === undefined || depth > deepest) return undefined
  if (!(error instanceof Error)) return { type: typeof error }
  const { name, message, stack, cause } = error
  const code = codeOf(error)
  return {
    type: name,
    message: message.slice(0, longestMessage),
    ...(code !== undefined && { code }),
    stack,
    ...(cause !== undefined && { cause: toLoggedError(cause, depth + 1) }),
  }
}
