import { Agent, request } from 'node:http'
import type { RawRequest } from './http-requests'

export interface RawAnswer {
  readonly status: number
  readonly flowId: unknown
}

const patienceMs = 5_000
const agent = new Agent({ keepAlive: true, maxSockets: 8 })
const withBody = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** Sends a request as it stands, without the mending that fetch does. */
export const sendRaw = (origin: string, { method, path, headers, body }: RawRequest): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin)
    const content = withBody.has(method) ? body : ''
    // Node frames the body of some methods only; what is not framed would be read as another request.
    const framed = { ...headers, 'content-length': Buffer.byteLength(content) }
    const sent = request({ hostname, port, method, path, headers: framed, agent, timeout: patienceMs }, (response) => {
      response.resume().on('error', reject)
      response.on('end', () => resolve({ status: response.statusCode ?? 0, flowId: response.headers['x-flow-id'] }))
    })
    sent.on('timeout', () => sent.destroy(new Error(`no answer within ${patienceMs} ms`)))
    sent.on('error', reject)
    sent.end(content)
  })

export const closeConnections = (): void => agent.destroy()
