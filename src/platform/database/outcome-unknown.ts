/** The database did not answer a change: it was made, or it was not. */
export class OutcomeUnknown extends Error {
  constructor(cause: unknown) {
    super('the database did not answer: it is not known whether the change was made', { cause })
  }
}

/** What pg says of a statement that was sent, and whose answer never came: messages, and codes of the network. */
const unanswered = /^(?:Query read timeout|Connection terminated(?: unexpectedly)?|ECONNRESET|EPIPE|ETIMEDOUT)$/

interface DriverError {
  readonly code?: unknown
  readonly message?: unknown
  readonly driverError?: DriverError
}

/** Waits for a change: where no answer comes, that says nothing of whether it was made. */
export async function answered<Result>(change: Promise<Result>): Promise<Result> {
  try {
    return await change
  } catch (error) {
    const { code, message } = (error as DriverError).driverError ?? (error as DriverError)
    throw unanswered.test(String(code)) || unanswered.test(String(message)) ? new OutcomeUnknown(error) : error
  }
}
