import { once } from 'node:events'
import type { Server } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { AuditLog } from '#operations/audit/audit-log.repository'
import { e2eSeed } from '../support/e2e-seed'
import { useServer } from '../support/use-server'

const tried = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'web-post', client_secret: 'a guess' }).toString()
const head = ['POST /token HTTP/1.1', 'Content-Type: application/x-www-form-urlencoded', `Content-Length: ${tried.length}`]

describe('whoever sends a request and hangs up', () => {
  const server = useServer({ seed: e2eSeed })
  const failures = () => server.app.get(AuditLog, { strict: false }).newest({ type: 'client.failed' }, 1)

  it('is counted and kept under the address that they came from (SEC-366)', async () => {
    const { host, hostname, port } = new URL(server.issuer)
    const http: Server = server.app.getHttpServer()
    const accepted = once(http, 'connection')
    const socket = connect(Number(port), hostname)
    await Promise.all([once(socket, 'connect'), accepted])
    socket.write([...head, `Host: ${host}`, '', tried].join('\r\n'), () => socket.resetAndDestroy())
    for (let looks = 0; looks < 200 && (await failures()).length === 0; looks += 1) await sleep(20)
    expect(await failures()).toMatchObject([{ address: '127.0.0.1' }])
  })
})
