import { createServer } from 'node:https'
import type { Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { selfSigned } from '../conformance/self-signed'

const logo =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="9" fill="#2f7d4f"/><path d="M20 33V17m0 6c-8 0-10-5-10-10 7 0 10 4 10 10zm0-3c6 0 9-4 9-9-6 0-9 3-9 9z" fill="none" stroke="#fff" stroke-width="3"/></svg>'

const answer = (path: string, response: ServerResponse) => {
  const isLogo = path.endsWith('.svg')
  response.setHeader('content-type', isLogo ? 'image/svg+xml' : 'text/html')
  response.end(isLogo ? logo : '<!doctype html><html lang="en"><title>Client</title><link rel="icon" href="data:,"><h1>Client</h1></html>')
}

/** The web site of every client there is, at whatever name a browser was told to find here. */
export class ClientSite {
  private constructor(private readonly server: Server) {}

  static async start(): Promise<ClientSite> {
    const server = createServer(selfSigned('ec'), (request, response) => answer(request.url ?? '', response))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new ClientSite(server)
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }
}
