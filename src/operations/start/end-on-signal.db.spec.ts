import { EventEmitter } from 'node:events'
import { Agent, request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { startServer } from '../../../test/support/test-server'
import type { TestServer } from '../../../test/support/test-server'
import { endOnSignal } from './end-on-signal'

/** A process as the server sees it: signals come, exits are asked for. */
class Host extends EventEmitter {
  readonly exits: number[] = []

  exit(code: number): void {
    this.exits.push(code)
  }

  async ended(): Promise<number | undefined> {
    for (let look = 0; look < 400 && this.exits.length === 0; look += 1) await sleep(10)
    return this.exits[0]
  }
}

describe('a signal', () => {
  let server: TestServer
  let host: Host
  beforeEach(async () => {
    server = await startServer({ seed: {} })
    host = new Host()
  })
  afterEach(() => server.close())

  const readiness = async () => (await fetch(`${server.issuer}/health/ready`, { headers: { connection: 'close' } })).status

  it.each(['SIGTERM', 'SIGINT'])('%s ends the server (SEC-448)', async (signal) => {
    endOnSignal(server.app, 0, host)
    host.emit(signal)
    expect(await host.ended()).toBe(0)
    await expect(readiness()).rejects.toThrow('fetch failed')
  })

  it('makes the server "not ready" first, for SHUTDOWN_DELAY seconds, while it still answers (SEC-448)', async () => {
    endOnSignal(server.app, 1, host)
    expect(await readiness()).toBe(200)
    host.emit('SIGTERM')
    expect(await readiness()).toBe(503)
    expect((await fetch(`${server.issuer}/jwks`)).status).toBe(200)
    expect(host.exits).toEqual([])
    expect(await host.ended()).toBe(0)
  })

  it('ends connections with their next answer, so that a balancer turns to another node (SEC-448)', async () => {
    endOnSignal(server.app, 1, host)
    const connection = async () => (await fetch(`${server.issuer}/jwks`)).headers.get('connection')
    expect(await connection()).toBe('keep-alive')
    host.emit('SIGTERM')
    expect(await connection()).toBe('close')
    expect(await host.ended()).toBe(0)
  })

  it('lets requests under way finish, on connections that are to be kept, too (SEC-448)', async () => {
    endOnSignal(server.app, 0, host)
    const { slow, answer } = slowRequest(`${server.issuer}/token`)
    await sleep(50)
    host.emit('SIGTERM')
    await sleep(150)
    expect(host.exits).toEqual([])
    slow.end('=x')
    expect((await answer).statusCode).toBe(401)
    expect(await host.ended()).toBe(0)
  })

  it('that comes again ends the process at once', async () => {
    endOnSignal(server.app, 1, host)
    host.emit('SIGINT')
    await sleep(400)
    host.emit('SIGINT')
    expect(host.exits).toEqual([1])
    await sleep(1000)
  })

  it('that npm and the terminal both send is one', async () => {
    endOnSignal(server.app, 0, host)
    host.emit('SIGINT')
    host.emit('SIGINT')
    expect(await host.ended()).toBe(0)
    expect(host.exits).toEqual([0])
  })
})

/** A request whose body is not all there yet. */
function slowRequest(url: string) {
  const body = 'grant_type=x'
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length }
  const slow = request(url, { method: 'POST', headers, agent: new Agent({ keepAlive: true }) })
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    slow.on('response', (response) => resolve(response.resume())).on('error', reject)
  })
  slow.write(body.slice(0, -2))
  return { slow, answer }
}
