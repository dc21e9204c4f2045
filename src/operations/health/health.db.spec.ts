import { DataSource } from 'typeorm'
import { startServer } from '../../../test/support/test-server'
import type { TestServer } from '../../../test/support/test-server'
import { SigningKeys } from '#records/keys/signing-keys'
import { Readiness } from './readiness'

describe('health', () => {
  let server: TestServer
  beforeEach(async () => {
    server = await startServer({ seed: {} })
  })
  afterEach(() => server.close())

  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${server.issuer}${path}`, init)
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, json: (text ? JSON.parse(text) : {}) as Record<string, unknown> }
  }
  const statuses = async () => [(await ask('/health')).status, (await ask('/health/ready')).status, (await ask('/health/live')).status]

  it('is well where the node can do its work (contract: /health)', async () => {
    for (const path of ['/health', '/health/ready']) {
      const { status, json } = await ask(path)
      const up = { status: 'up' }
      expect({ status, json }).toMatchObject({
        status: 200,
        json: { status: 'ok', details: { node: up, database: up, migrations: up, keys: up } },
      })
    }
    expect(await ask('/health/live')).toMatchObject({ status: 200, json: { status: 'ok' } })
  })

  it('is never kept by a cache', async () => {
    expect((await ask('/health/ready')).headers.get('cache-control')).toContain('no-store')
  })

  it('answers HEAD too, as balancers ask', async () => {
    expect(await ask('/health/ready', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' })
  })

  it('of a node that is shutting down is "not ready", while it lives (SEC-448)', async () => {
    server.app.get(Readiness).drain()
    expect(await ask('/health/ready')).toMatchObject({
      status: 503,
      json: { status: 'error', error: { node: { status: 'down', message: 'the node is shutting down' } } },
    })
    expect(await statuses()).toEqual([503, 503, 200])
  })

  it('without a database is "not ready", while the node lives, and tells nothing of the inside (SEC-434, SEC-455)', async () => {
    await server.app.get(DataSource).destroy()
    const { status, json, text } = await ask('/health/ready')
    expect(status).toBe(503)
    expect(json).toMatchObject({ status: 'error', error: { database: { status: 'down', message: 'the database does not answer' } } })
    expect(text).not.toMatch(/sqlite|postgres|127\.0\.0\.1|driver|\bat /i)
    expect(await statuses()).toEqual([503, 503, 200])
    await server.app.get(DataSource).initialize()
    expect(await statuses()).toEqual([200, 200, 200])
  })

  it('with migrations to run is "not ready" (contract: /health/ready)', async () => {
    const dataSource = server.app.get(DataSource)
    const ran = await dataSource.query<{ timestamp: string; name: string }[]>('SELECT timestamp, name FROM migrations')
    await dataSource.query('DELETE FROM migrations')
    expect(await ask('/health/ready')).toMatchObject({
      status: 503,
      json: { error: { migrations: { message: 'migrations are pending' } } },
    })
    for (const { timestamp, name } of ran)
      await dataSource.query(`INSERT INTO migrations (timestamp, name) VALUES (${Number(timestamp)}, '${name}')`)
    expect((await ask('/health/ready')).status).toBe(200)
  })

  it('without a signing key is "not ready" (contract: /health/ready)', async () => {
    await server.app.get(DataSource).query('DELETE FROM signing_keys')
    await server.app.get(SigningKeys).load()
    expect(await ask('/health/ready')).toMatchObject({ status: 503, json: { error: { keys: { message: 'there is no signing key' } } } })
  })

  it('has no other methods and no other addresses (SEC-455)', async () => {
    const { status, headers } = await ask('/health/live', { method: 'POST' })
    expect({ status, allow: headers.get('allow') }).toEqual({ status: 405, allow: 'GET, HEAD' })
    expect((await ask('/health/everything')).status).toBe(404)
  })
})
