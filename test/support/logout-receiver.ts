import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { decodeJwt } from 'jose'
import type { JWTPayload } from 'jose'

export interface ReceivedLogout {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly form: URLSearchParams
  readonly token: string
  readonly claims: JWTPayload
}

/** A client's end of back-channel logout: it keeps what it is told, and answers by path as it was told to (200 otherwise). */
export class LogoutReceiver {
  readonly received: ReceivedLogout[] = []
  /** The status for a path; 0 never answers. */
  readonly answers = new Map<string, number>()
  readonly #waiting = new Set<ServerResponse>()
  #server: Server | undefined
  port = 0

  /** By http at 127.0.0.1, or by https at localhost where there is a certificate. */
  constructor(private readonly tls?: { readonly cert: string; readonly key: string }) {}

  async start(port = this.port): Promise<this> {
    const answer = (request: IncomingMessage, response: ServerResponse) => void this.#answer(request, response)
    this.#server = this.tls ? createTlsServer(this.tls, answer) : createServer(answer)
    await new Promise<void>((resolve) => this.#server?.listen(port, '127.0.0.1', resolve))
    this.port = (this.#server.address() as AddressInfo).port
    return this
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections()
    await new Promise((resolve) => this.#server?.close(resolve))
  }

  url(path = '/logout'): string {
    return `${this.tls ? 'https://localhost' : 'http://127.0.0.1'}:${this.port}${path}`
  }

  /** What came at a path, once there are so many. */
  async at(path: string, count = 1): Promise<readonly ReceivedLogout[]> {
    const here = () => this.received.filter((one) => one.path === path)
    await until(() => here().length >= count, `${count} at ${path}`)
    return here()
  }

  /** How many are told at a path, and still wait for an answer. */
  waiting(path: string): number {
    return [...this.#waiting].filter(({ req }) => req.url === path).length
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#waiting.add(response)
    response.once('close', () => this.#waiting.delete(response))
    await this.#keep(request)
    const status = this.answers.get(request.url ?? '') ?? 200
    if (status !== 0) response.writeHead(status, { location: '/elsewhere' }).end('a body')
  }

  async #keep(request: IncomingMessage): Promise<void> {
    const form = new URLSearchParams(await text(request))
    const token = form.get('logout_token') ?? ''
    this.received.push({ path: request.url ?? '', headers: request.headers, form, token, claims: decodeJwt(token) })
  }
}

/** Waits until something has come about; ten seconds at most unless told. */
export async function until(hasCome: () => boolean | Promise<boolean>, what: string, seconds = 10): Promise<void> {
  const end = Date.now() + seconds * 1_000
  while (!(await hasCome())) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
