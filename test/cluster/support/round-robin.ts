import { Agent, createServer, request as send } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** The header in which the balancer says who answered. */
export const servedBy = 'x-served-by'

/**
 * A balancer without memory: each request goes to the next node, whoever sent the one before. A node that takes no connection is passed
 * over; one that dies over a request is answered for with 502, as nginx does.
 */
export class RoundRobin {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 512 })
  readonly #server: Server = createServer((request, response) => void this.#forward(request, response))
  #turn = 0
  targets: readonly number[] = []

  async start(port = 0): Promise<this> {
    this.#server.keepAliveTimeout = 60_000
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve))
    return this
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.#agent.destroy()
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request)
    // Others take their turns meanwhile: each request asks every node once.
    const first = this.#turn++
    for (let tries = 0; tries < this.targets.length; tries += 1) {
      const port = this.targets[(first + tries) % this.targets.length] ?? 0
      if (await this.#tryNode(port, { request, body, response })) return
    }
    response.writeHead(502).end()
  }

  /** False when the node took no connection, and another may be asked. */
  async #tryNode(port: number, exchange: { request: IncomingMessage; body: Buffer; response: ServerResponse }): Promise<boolean> {
    const { request, body, response } = exchange
    const { method, url: path } = request
    const headers = { ...request.headers, 'x-forwarded-for': request.socket.remoteAddress, 'x-forwarded-proto': 'http' }
    return new Promise((resolve) => {
      const forwarded = send({ port, host: '127.0.0.1', method, path, headers, agent: this.#agent }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, { ...answer.headers, [servedBy]: String(port) })
        answer.pipe(response)
        resolve(true)
      })
      forwarded.on('error', (error: NodeJS.ErrnoException) => {
        // A connection that was kept, and closed just as it was to be used again: whether the node has read it nobody knows, so that only
        // what may be repeated is.
        const isRepeatable = method === 'GET' && forwarded.reusedSocket && error.code === 'ECONNRESET' && !response.headersSent
        const isUntouched = error.code === 'ECONNREFUSED' || isRepeatable
        if (response.headersSent) response.destroy()
        else if (!isUntouched) response.writeHead(502).end()
        resolve(!isUntouched)
      })
      forwarded.end(body)
    })
  }
}
