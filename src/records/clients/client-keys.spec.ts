import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Logger } from '@nestjs/common'
import { RegisteredClient } from '#libs/client-metadata/registered-client'
import { withDefaults } from '#libs/client-metadata/with-defaults'
import { TestClock } from '../../../test/support/test-clock'
import { TestKey } from '../../../test/support/test-keys'
import { testSettings } from '../../../test/support/test-settings'
import { OutboundClient } from '#platform/outbound/outbound-client'
import { ClientKeys } from './client-keys'

const [old, fresh] = [new TestKey(), new TestKey()]
const host = { asked: 0, isDown: false, cacheControl: '', contentType: '', body: '' }
const server = createServer((_, response) => {
  host.asked += 1
  if (host.isDown) return response.destroy()
  return response.writeHead(200, { 'content-type': host.contentType, 'cache-control': host.cacheControl }).end(host.body)
})
const publish = (...keys: readonly TestKey[]) => {
  host.body = JSON.stringify({ keys: keys.map(({ publicJwk }) => publicJwk) })
}

describe('the keys of a client', () => {
  let clock: TestClock
  let keys: ClientKeys
  let client: RegisteredClient
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
  beforeEach(() => {
    Logger.overrideLogger(false)
    const { outbound, server: settings } = testSettings({ ALDGATE_OUTBOUND_ALLOW: '127.0.0.1' })
    Object.assign(host, { asked: 0, isDown: false, cacheControl: 'max-age=600', contentType: 'application/jwk-set+json' })
    publish(old)
    clock = new TestClock().stop()
    keys = new ClientKeys(new OutboundClient(outbound, settings), clock)
    const jwksUri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`
    client = new RegisteredClient(withDefaults({ client_id: 'keyed', token_endpoint_auth_method: 'private_key_jwt', jwks_uri: jwksUri }))
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  const kids = async (kid?: string, of = client) => (await keys.keysOf(of, kid)).keys.map((key) => key.kid)

  it('are those that it registered (OIDCC-10.1)', async () => {
    const registered = new RegisteredClient(withDefaults({ client_id: 'keyed', jwks: { keys: [old.publicJwk] } }))
    expect(await kids(undefined, registered)).toEqual([old.kid])
    expect(await kids(undefined, new RegisteredClient(withDefaults({ client_id: 'none' })))).toEqual([])
    expect(host.asked).toBe(0)
  })

  it('are fetched from its jwks_uri, and kept as long as it says (OIDCC-10.1.1, SEC-379)', async () => {
    expect(await kids(old.kid)).toEqual([old.kid])
    clock.advance(599)
    expect(await kids(old.kid)).toEqual([old.kid])
    expect(host.asked).toBe(1)
    clock.advance(1)
    await kids(old.kid)
    expect(host.asked).toBe(2)
  })

  it.each([
    ['no-store', 60],
    ['max-age=0', 60],
    ['max-age=999999999', 86_400],
  ])('are kept for a minute at least and a day at most: %s (SEC-379)', async (cacheControl, seconds) => {
    Object.assign(host, { cacheControl })
    await kids()
    clock.advance(seconds - 1)
    await kids()
    expect(host.asked).toBe(1)
    clock.advance(1)
    await kids()
    expect(host.asked).toBe(2)
  })

  it('are fetched again, once, for a kid that is not among them (OIDCC-10.1.1, SEC-143)', async () => {
    await kids(old.kid)
    publish(old, fresh)
    clock.advance(60)
    expect(await kids(fresh.kid)).toEqual([old.kid, fresh.kid])
    expect(host.asked).toBe(2)
  })

  it('are fetched for unknown kids once a minute at most (SEC-143, SEC-379)', async () => {
    await kids(old.kid)
    for (let second = 0; second < 60; second += 1) {
      await kids(`unknown ${second}`)
      clock.advance(1)
    }
    expect(host.asked).toBe(1)
    await kids('unknown')
    await kids('unknown')
    expect(host.asked).toBe(2)
  })

  it('are fetched once for many requests that come together (SEC-379)', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => kids(old.kid)))
    expect(answers.every(([kid]) => kid === old.kid)).toBe(true)
    expect(host.asked).toBe(1)
  })

  it('are fetched anew, once a minute at most, for a signature that none of them verifies (OIDCC-10.1.1, SEC-143)', async () => {
    await kids()
    publish(fresh)
    expect(await keys.renewed(client)).toBeUndefined()
    clock.advance(60)
    expect((await keys.renewed(client))?.keys.map((key) => key.kid)).toEqual([fresh.kid])
    expect(await keys.renewed(client)).toBeUndefined()
    expect(host.asked).toBe(2)
  })

  it.each([
    ['text/html', '<html>', 'content type: JSON has to be served as JSON, text/plain or application/octet-stream'],
    ['application/json', '[]', 'a key set must be a JSON object with an array keys'],
    ['application/json', '{"keys":[{"kty":"oct","k":"AA"}]}', 'it holds no key that can be used'],
    ['application/json', 'nonsense', 'not json'],
  ])('say why there are none: %s %s (OIDCC-10.1)', async (contentType, body, fault) => {
    Object.assign(host, { contentType, body })
    expect(await keys.keysOf(client, undefined)).toMatchObject({ keys: [], fault })
  })

  it.each(['text/plain', 'application/octet-stream'])(
    'are taken from a server of files, which says %s (RFC7517-5)',
    async (contentType) => {
      Object.assign(host, { contentType })
      expect(await kids()).toEqual([old.kid])
    },
  )

  it('are none while its host has never answered, and it is asked once a minute (SEC-379, SEC-380)', async () => {
    host.isDown = true
    expect(await kids(old.kid)).toEqual([])
    expect(await kids(old.kid)).toEqual([])
    expect(host.asked).toBe(1)
    host.isDown = false
    clock.advance(60)
    expect(await kids(old.kid)).toEqual([old.kid])
  })

  it('serve for an hour longer where its host does not answer any more (SEC-380)', async () => {
    await kids(old.kid)
    host.isDown = true
    clock.advance(600 + 3599)
    expect(await kids(old.kid)).toEqual([old.kid])
  })

  it('are refused after that, however often they were asked for meanwhile (SEC-380)', async () => {
    await kids(old.kid)
    host.isDown = true
    for (let minute = 0; minute < 70; minute += 1) {
      await kids(old.kid)
      clock.advance(60)
    }
    expect(await kids(old.kid)).toEqual([])
  })

  it('leave out what we cannot verify with (RFC7517-5)', async () => {
    const odd = [{ kty: 'OKP', crv: 'X25519', x: 'AAAA' }, { kty: 'new' }, null, 'key', { ...old.privateJwk, kid: 'private' }]
    host.body = JSON.stringify({ keys: [...odd, old.publicJwk] })
    expect(await kids()).toEqual([old.kid])
  })

  it.each(['[]', '{}', '{"keys":1}', 'null', 'nonsense'])('are none of what is no key set: %s (SEC-377)', async (body) => {
    host.body = body
    expect(await kids(old.kid)).toEqual([])
  })
})
