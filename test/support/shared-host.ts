import { createServer, request } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { oauthMetadata } from '#libs/issuer/metadata-path'

/** One host in front of several servers, each below a path of its own: a proxy that passes paths on as they come. */
export class SharedHost {
  readonly #ports = new Map<string, number>()

  private constructor(private readonly server: Server) {
    server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => this.#pass(incoming, outgoing))
  }

  static async start(): Promise<SharedHost> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new SharedHost(server)
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** @param path without a slash at its end */
  place(path: string, port: number): void {
    this.#ports.set(path, port)
  }

  #portFor(target: string): number | undefined {
    const [path = ''] = target.split('?')
    const found = [...this.#ports].find(([base]) => path === base || path.startsWith(`${base}/`) || path === oauthMetadata + base)
    return found?.[1]
  }

  #pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { url: path = '', method, headers } = incoming
    const port = this.#portFor(path)
    if (port === undefined) return void outgoing.writeHead(404).end()
    const onward = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }
}
