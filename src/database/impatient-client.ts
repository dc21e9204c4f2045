import { Client } from 'pg'

type Query = (...args: unknown[]) => unknown

const isSilence = (error: unknown) => error instanceof Error && error.message === 'Query read timeout'

/**
 * A connection to PostgreSQL that ends itself when nothing comes back on it (query_timeout): the driver alone would hand it to the next
 * request, which would wait behind the statement that hangs.
 */
export class ImpatientClient extends Client {
  constructor(...options: ConstructorParameters<typeof Client>) {
    super(...options)
    const query = this.query.bind(this) as Query
    const watched: Query = (...args) => {
      const answer = query(...args)
      if (answer instanceof Promise) answer.catch((error: unknown) => isSilence(error) && this.#cut())
      return answer
    }
    Object.assign(this, { query: watched })
  }

  #cut(): void {
    const { connection } = this as unknown as { connection: { stream: { destroy(): void } } }
    connection.stream.destroy()
  }
}
