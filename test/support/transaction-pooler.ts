import { connect, createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'

/** Parameters that PgBouncer takes as it is installed; it refuses every other one. */
const takenParameters: ReadonlySet<string> = new Set(['user', 'database', 'application_name', 'client_encoding', 'datestyle', 'timezone'])
const [parse, backendKeyData] = ['P', 'K']

interface Message {
  readonly type: string
  readonly bytes: Buffer
}

/** Puts what arrives together to messages of PostgreSQL's protocol. */
class Messages {
  #rest = Buffer.alloc(0)

  constructor(private hasType: boolean) {}

  *read(chunk: Buffer): Generator<Message> {
    this.#rest = Buffer.concat([this.#rest, chunk])
    for (let length = this.#length(); length <= this.#rest.length; length = this.#length()) {
      const bytes = this.#rest.subarray(0, length)
      this.#rest = this.#rest.subarray(length)
      yield { type: this.hasType ? String.fromCharCode(bytes[0] ?? 0) : 'startup', bytes }
      this.hasType = true
    }
  }

  /** Of the next message, as far as it is there. */
  #length(): number {
    const at = this.hasType ? 1 : 0
    return this.#rest.length < at + 4 ? Infinity : this.#rest.readInt32BE(at) + at
  }
}

/**
 * Stands between a server and PostgreSQL as a pooler in transaction mode does, as far as the server can tell: it refuses parameters that it
 * does not know and tells a process of its own. What comes by is kept.
 */
export class TransactionPooler {
  /** Parameters of connections. */
  readonly parameters = new Set<string>()
  /** Statements by their texts, with the names under which they were prepared. */
  readonly statements: (readonly [name: string, sql: string])[] = []
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  constructor(private readonly target: { readonly host: string; readonly port: number }) {
    this.#server = createServer((client) => this.#serve(client))
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return this
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #serve(client: Socket): void {
    const server = connect(this.target)
    const [asked, answered] = [new Messages(false), new Messages(true)]
    for (const socket of [client, server]) {
      this.#sockets.add(socket.setNoDelay())
      socket.on('error', () => undefined).on('close', () => [client, server].forEach((either) => either.destroy()))
    }
    client.on('data', (chunk) => {
      for (const message of asked.read(chunk)) this.#take(message, client, server)
    })
    server.on('data', (chunk) => {
      for (const message of answered.read(chunk)) client.write(asOwn(message))
    })
  }

  #take({ type, bytes }: Message, client: Socket, server: Socket): void {
    if (type === 'startup') {
      const names = textsIn(bytes, 8).filter((_, index) => index % 2 === 0)
      for (const name of names) this.parameters.add(name)
      const unknown = names.find((name) => name !== '' && !takenParameters.has(name.toLowerCase()))
      if (unknown !== undefined) return void client.end(errorOf(`unsupported startup parameter: ${unknown}`))
    }
    if (type === parse) {
      const [name = '', sql = ''] = textsIn(bytes, 5)
      this.statements.push([name, sql])
    }
    // A text by itself.
    if (type === 'Q') this.statements.push(['', textsIn(bytes, 5)[0] ?? ''])
    server.write(bytes)
  }
}

const textsIn = (bytes: Buffer, from: number) => bytes.toString('utf8', from).split('\0')

function asOwn({ type, bytes }: Message): Buffer {
  if (type !== backendKeyData) return bytes
  const own = Buffer.from(bytes)
  own.writeInt32BE(own.readInt32BE(5) ^ 0x3fffffff, 5)
  return own
}

function errorOf(text: string): Buffer {
  const fields = Buffer.from(`SFATAL\0C08P01\0M${text}\0\0`)
  const head = Buffer.from('E\0\0\0\0')
  head.writeInt32BE(fields.length + 4, 1)
  return Buffer.concat([head, fields])
}
