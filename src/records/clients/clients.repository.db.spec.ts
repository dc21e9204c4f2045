import { addClient } from '../../../test/support/records'
import { startNodes } from '../../../test/support/test-context'
import type { TestNodes } from '../../../test/support/test-context'
import { BrowserOrigins } from './browser-origins'
import { ClientsModule } from './clients.module'
import { Clients } from './clients.repository'

const secret = 'a-secret-that-is-long-enough-0123456789'
const web = { client_id: 'web', client_name: 'Web', client_secret: secret, redirect_uris: ['https://rp.example.com/cb'] }
const spa = {
  client_id: 'spa',
  token_endpoint_auth_method: 'none',
  redirect_uris: ['https://spa.example.com/cb', 'https://b.example.com:8443/cb'],
}
const native = {
  client_id: 'native',
  application_type: 'native',
  token_endpoint_auth_method: 'none',
  redirect_uris: ['com.example.app:/cb'],
}

describe('the clients', () => {
  let nodes: TestNodes
  let here: Clients
  let there: Clients
  beforeEach(async () => {
    nodes = await startNodes([ClientsModule])
    ;[here, there] = [nodes.nodes[0].get(Clients), nodes.nodes[1].get(Clients)]
  })
  afterEach(() => nodes.close())
  const add = (entry: object) => addClient(nodes.nodes[0], { ...entry })

  it('are found as they were registered (RFC7591-2)', async () => {
    const registered = await add(web)
    expect((await here.find('web'))?.metadata).toEqual(registered.metadata)
    expect(await here.find('WEB')).toBeUndefined()
    expect(await here.find('nobody')).toBeUndefined()
  })

  it('come with what is kept of the secret, never the secret (SEC-150, SEC-442)', async () => {
    await add(web)
    await add(spa)
    expect((await here.findWithSecret('web'))?.secretHashes).toEqual([expect.stringMatching(/^[\w-]{8}\.[\w-]{43}$/)])
    expect((await here.findWithSecret('spa'))?.secretHashes).toEqual([])
    expect(JSON.stringify(await nodes.nodes[0].dataSource.query('SELECT * FROM clients'))).not.toContain(secret)
  })

  it('are read once for each version of their row (SEC-152)', async () => {
    await add(web)
    const first = await here.find('web')
    expect(await here.find('web')).toBe(first)
    await add({ ...web, client_name: 'New' })
    expect((await here.find('web'))?.name).toBe('New')
  })

  it('are at once what another node made of them (SEC-152, SEC-429)', async () => {
    await add(web)
    expect((await there.find('web'))?.name).toBe('Web')
    await add({ ...web, client_name: 'New' })
    expect((await there.find('web'))?.name).toBe('New')
  })

  it('that are disabled are found nowhere, at once, and come back when they are put again (SEC-152)', async () => {
    await add(web)
    await there.find('web')
    expect(await here.prune(new Set())).toEqual(['web'])
    for (const clients of [here, there]) {
      expect(await clients.find('web')).toBeUndefined()
      expect(await clients.findWithSecret('web')).toBeUndefined()
      expect(await clients.all()).toEqual([])
    }
    await add(web)
    expect((await there.find('web'))?.clientId).toBe('web')
  })

  it('are kept where the list names them, and pruned once (prune: true)', async () => {
    await add(web)
    await add(spa)
    expect(await here.prune(new Set(['web']))).toEqual(['spa'])
    expect(await here.prune(new Set(['web']))).toEqual([])
    expect((await here.all()).map(({ clientId }) => clientId)).toEqual(['web'])
  })

  it('change only when their entry does (seed file)', async () => {
    const { dataSource } = nodes.nodes[0]
    const version = async () => (await dataSource.query<[{ version: number }]>('SELECT version FROM clients'))[0].version
    await add(web)
    await add(web)
    expect(await version()).toBe(1)
    await add({ ...web, client_name: 'New' })
    expect(await version()).toBe(2)
  })

  it('live at the origins of the redirect URIs of public ones (SEC-11)', async () => {
    for (const entry of [web, spa, native]) await add(entry)
    const origins = nodes.nodes[0].get(BrowserOrigins)
    for (const origin of ['https://spa.example.com', 'https://b.example.com:8443']) expect(await origins.has(origin)).toBe(true)
    const others = [
      'https://rp.example.com',
      'https://b.example.com',
      'http://spa.example.com',
      'https://spa.example.com.evil.example',
      'null',
      '',
    ]
    for (const origin of others) expect(await origins.has(origin)).toBe(false)
  })
})
