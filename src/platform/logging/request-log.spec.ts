import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import express from 'express'
import { Test } from '@nestjs/testing'
import { ClockModule } from '#platform/clock/clock.module'
import { Events } from '#platform/events/events'
import { EventsModule } from '#platform/events/events.module'
import { rememberPeers, trustProxies } from '#platform/http/address'
import { flowOf, startFlow } from '#platform/http/flow'
import { requestLog } from './request-log'
import { RootLog } from './root-log'

interface Line {
  readonly level: number
  readonly request: string
  readonly flow: string
  readonly method: string
  readonly path: string
  readonly status: number
  readonly ms: number
  readonly address: string
  readonly aborted?: boolean
}

const earlierFlow = 'abcdefghijklmnopqrstuv'

describe('the log of requests', () => {
  const lines: string[] = []
  let server: Server
  beforeAll(async () => {
    const events = (await Test.createTestingModule({ imports: [ClockModule, EventsModule] }).compile()).get(Events)
    const app = express()
    trustProxies(app, ['127.0.0.0/8'])
    app.use(requestLog(new RootLog('debug', { destination: { write: (line) => void lines.push(line) } }).known), startFlow(events))
    app.get('/slow', async (_, response) => {
      await sleep(200)
      response.end()
    })
    app.get('/broken', (_, response) => void response.sendStatus(500))
    app.get('/continued', (asked, response) => {
      flowOf(asked).adopt(earlierFlow)
      response.end()
    })
    app.use((_, response) => void response.send('fine'))
    await new Promise<void>((resolve) => {
      server = app.listen(0, '::', () => resolve())
    })
    rememberPeers(server)
  })
  beforeEach(() => lines.splice(0))
  afterAll(() => {
    server.close()
    server.closeAllConnections()
  })

  const ask = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, init)
  const written = async (): Promise<Line> => {
    while (lines.length === 0) await sleep(5)
    expect(lines).toHaveLength(1)
    return JSON.parse(lines[0] ?? '') as Line
  }

  it('has one line for each: what, how it ended, how long it took, and its flow', async () => {
    const { headers } = await ask('/token')
    const line = await written()
    expect(line).toMatchObject({ level: 30, method: 'GET', path: '/token', status: 200, flow: headers.get('x-flow-id') })
    expect(line.request).toMatch(/^[\w-]{12}$/)
    expect(line.ms).toBeGreaterThanOrEqual(0)
    expect(line).not.toHaveProperty('aborted')
  })

  it('holds no query, no header and no body (SEC-443, SEC-49)', async () => {
    const secret = 'S3CR3T'
    const headers = { authorization: secret, cookie: secret, dpop: secret }
    await ask(`/userinfo?access_token=${secret}`, { method: 'POST', headers, body: `password=${secret}` })
    expect((await written()).path).toBe('/userinfo')
    expect(lines[0]).not.toContain(secret)
  })

  it.each([
    [{}, '127.0.0.1'],
    [{ 'x-forwarded-for': '9.9.9.9, ::ffff:8.8.8.8' }, '8.8.8.8'],
    [{ forwarded: 'for="[2a00:1450::1]:4711"' }, '2a00:1450:0:0:0:0:0:1'],
  ])('names the client, not the balancer, in the spelling of all other records: %j (SEC-366)', async (headers, address) => {
    await ask('/token', { headers })
    expect((await written()).address).toBe(address)
  })

  it('names the client of a connection that is gone, and in one spelling where IPv4 comes by an IPv6 socket (SEC-366)', async () => {
    await expect(ask('/slow', { signal: AbortSignal.timeout(50) })).rejects.toThrow('timeout')
    expect((await written()).address).toBe('127.0.0.1')
  })

  it('names the flow that a request turned out to belong to', async () => {
    await ask('/continued')
    expect((await written()).flow).toBe(earlierFlow)
  })

  it.each([
    ['/health', 20],
    ['/health/ready', 20],
    ['/healthy', 30],
    ['/broken', 50],
  ])('tells %s at level %d', async (path, level) => {
    await ask(path)
    expect((await written()).level).toBe(level)
  })

  it('tells of a request whose client went away', async () => {
    await expect(ask('/slow', { signal: AbortSignal.timeout(50) })).rejects.toThrow('timeout')
    expect(await written()).toMatchObject({ path: '/slow', aborted: true })
  })

  it('cuts what is endless, and keeps it on one line (SEC-444)', async () => {
    await ask(`/${'a'.repeat(5000)}%0d%0a`)
    expect((await written()).path).toHaveLength(200)
  })

  describe('at a level of the request’s own', () => {
    const told = async (mayChoose: boolean, level: string) => {
      const own: string[] = []
      const log = new RootLog('info', { destination: { write: (line) => void own.push(line) }, perRequest: mayChoose })
      const events = (await Test.createTestingModule({ imports: [ClockModule, EventsModule] }).compile()).get(Events)
      const app = express()
      app.use(requestLog(log.known), startFlow(events, mayChoose))
      app.use((_, response) => {
        log.pino.debug('a detail')
        response.end()
      })
      const served = await new Promise<Server>((resolve) => {
        const listening: Server = app.listen(0, '127.0.0.1', () => resolve(listening))
      })
      await fetch(`http://127.0.0.1:${(served.address() as AddressInfo).port}/x`, { headers: { 'x-log-level': level } })
      await new Promise((resolve) => served.close(resolve))
      return own.map((line) => (JSON.parse(line) as { msg: string }).msg)
    }

    it('in development', async () => {
      expect(await told(true, 'debug')).toEqual(['a detail', 'request'])
      expect(await told(true, 'error')).toEqual([])
      expect(await told(true, 'nonsense')).toEqual(['request'])
    })

    it('nowhere else (SEC-443)', async () => {
      expect(await told(false, 'debug')).toEqual(['request'])
      expect(await told(false, 'error')).toEqual(['request'])
    })
  })
})
