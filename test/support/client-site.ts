import { createServer } from 'node:https'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { selfSigned } from '../conformance/self-signed'

const logo =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="9" fill="#2f7d4f"/><path d="M20 33V17m0 6c-8 0-10-5-10-10 7 0 10 4 10 10zm0-3c6 0 9-4 9-9-6 0-9 3-9 9z" fill="none" stroke="#fff" stroke-width="3"/></svg>'

/** Clients that send their visitors on from wherever they come back to: to another origin, and to an application on the device. */
const onward = new Map([
  ['broker.example.com', 'https://app.elsewhere.example.com/home'],
  ['handoff.example.com', 'com.example.app:/done'],
])

/** What a browser asked of a client's site. */
export interface SiteRequest {
  readonly url: string
  readonly origin: string | undefined
  readonly body: string
}

const answer = ({ method, headers: { host = '' }, url: path = '' }: IncomingMessage, response: ServerResponse) => {
  const next = onward.get(host)
  if (next !== undefined && (method === 'POST' || path.includes('?'))) {
    response.writeHead(303, { location: next }).end()
    return
  }
  const isLogo = path.endsWith('.svg')
  response.setHeader('content-type', isLogo ? 'image/svg+xml' : 'text/html')
  response.end(isLogo ? logo : '<!doctype html><html lang="en"><title>Client</title><link rel="icon" href="data:,"><h1>Client</h1></html>')
}

/** The web site of every client there is, at whatever name a browser was told to find here. */
export class ClientSite {
  /** Everything that was asked, oldest first. */
  readonly requests: SiteRequest[] = []

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ClientSite> {
    const server = createServer(selfSigned('ec'))
    const site = new ClientSite(server)
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void site.#serve(request, response))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return site
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { host = '', origin } = request.headers
    this.requests.push({ url: `https://${host}${request.url ?? ''}`, origin, body: await text(request) })
    answer(request, response)
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }
}
