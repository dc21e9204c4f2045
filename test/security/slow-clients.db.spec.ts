import { e2eSeed, keys } from '../support/e2e-seed'
import { RelyingParty } from '../support/relying-party'
import { slowClient } from '../support/slow-client'
import { useServer } from '../support/use-server'

const howMany = 150
/** The server's own times, made small: milliseconds. */
const times = { headersTimeout: 1_000, requestTimeout: 1_500, connectionsCheckingInterval: 100 }

const head = (path: string) => `POST ${path} HTTP/1.1\r\nHost: as.example\r\nContent-Type: application/x-www-form-urlencoded\r\n`
const unfinishedHeaders = `${head('/token')}X-Slow: `
const unfinishedBody = `${head('/token')}Content-Length: 60000\r\n\r\nclient_id=`

describe('clients that send a byte now and then', () => {
  const server = useServer({
    seed: e2eSeed,
    prepare: (app) => Object.assign(app.getHttpServer(), times),
  })
  const machine = new RelyingParty(server, 'machine', keys.machine)

  it.each([
    ['headers', unfinishedHeaders],
    ['a body', unfinishedBody],
  ])('of %s are ended, and keep nobody else from being served (SEC-362)', async (_, beginning) => {
    const slow = Array.from({ length: howMany }, () => slowClient(server.issuer, beginning))
    const ended: string[] = []
    for (const one of slow) void one.then((heard) => ended.push(heard))
    while (ended.length < howMany) expect((await machine.call('/token', { grant_type: 'client_credentials' })).status).toBe(200)
    for (const heard of ended) expect(heard).toMatch(/^HTTP\/1\.1 408 /)
  })
})
