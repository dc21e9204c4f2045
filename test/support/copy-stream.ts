import type { Client } from 'pg'

interface Connection {
  query(text: string): void
  sendCopyFromChunk(chunk: Uint8Array): void
  endCopyFrom(): void
  sync(): void
}

/** One COPY of PostgreSQL: from a table to memory, or from memory to a table. */
class Copy {
  readonly #chunks: Uint8Array[] = []
  readonly done: Promise<Uint8Array>
  #resolve: (bytes: Uint8Array) => void = () => undefined
  #reject: (error: Error) => void = () => undefined

  constructor(
    private readonly sql: string,
    private readonly input?: Uint8Array,
  ) {
    this.done = new Promise((resolve, reject) => ([this.#resolve, this.#reject] = [resolve, reject]))
  }

  submit(connection: Connection): void {
    connection.query(this.sql)
  }

  handleCopyInResponse(connection: Connection): void {
    connection.sendCopyFromChunk(this.input ?? new Uint8Array())
    connection.endCopyFrom()
  }

  handleCopyData({ chunk }: { readonly chunk: Uint8Array }): void {
    // The driver reads the next ones into the same memory.
    this.#chunks.push(Buffer.from(chunk))
  }

  /** After it the driver tells of nothing more. */
  handleError(error: Error): void {
    this.#reject(error)
  }

  handleReadyForQuery(): void {
    this.#resolve(Buffer.concat(this.#chunks))
  }

  handleCommandComplete(): void {}
  handleRowDescription(): void {}
}

const copy = async (client: Client, one: Copy): Promise<Uint8Array> => {
  void client.query(one as unknown as Parameters<Client['query']>[0])
  return one.done
}

export const copyOut = (client: Client, table: string): Promise<Uint8Array> => copy(client, new Copy(`COPY "${table}" TO STDOUT`))

export const copyIn = (client: Client, table: string, rows: Uint8Array): Promise<Uint8Array> =>
  copy(client, new Copy(`COPY "${table}" FROM STDIN`, rows))
