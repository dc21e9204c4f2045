import { createServer } from 'node:https'
import type { Server } from 'node:net'
import { AddressList } from '#libs/ip-address/address-list'
import { parseTarget } from './parse-target'
import { resolveTarget } from './resolve-target'
import type { Address } from './resolve-target'
import { sendRequest } from './send-request'
import { TrustedHosts } from './trusted-hosts'

const target = (url: string, trusted: readonly string[] = []) =>
  parseTarget(url, { trustedHosts: new TrustedHosts(trusted), allowHttp: false })
const resolvingTo =
  (...addresses: string[]) =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

const resolvingToNothing = async (): Promise<Address[]> => Promise.reject(new Error('ENOTFOUND'))

const portOf = (address: ReturnType<Server['address']>) => (address !== null && typeof address === 'object' ? address.port : 0)

describe('the addresses of a name', () => {
  it('are taken where all are public', async () => {
    const addresses = await resolveTarget(target('https://a.example/'), resolvingTo('1.1.1.1', '2606:4700::1111'))
    expect(addresses.map(({ address }) => address)).toEqual(['1.1.1.1', '2606:4700::1111'])
  })

  it.each([[['10.0.0.1']], [['1.1.1.1', '127.0.0.1']], [['::ffff:10.0.0.1']], [['2606:4700::1111', 'fd00::1']]])(
    'are refused, all of them, where one leads inside: %j (SEC-375)',
    async (addresses) => {
      await expect(resolveTarget(target('https://a.example/'), resolvingTo(...addresses))).rejects.toMatchObject({
        reason: 'address not allowed',
      })
    },
  )

  it('may lead into a network of the operator’s own, and nowhere else inside (SEC-375, SEC-382)', async () => {
    const own = new AddressList(['10.1.0.0/16', 'fd00:1::/32'])
    const resolve = (...addresses: string[]) => resolveTarget(target('https://keys.internal/'), resolvingTo(...addresses), own)
    await expect(resolve('10.1.2.3', 'fd00:1::5', '1.1.1.1')).resolves.toHaveLength(3)
    for (const other of ['10.2.0.1', '127.0.0.1', '169.254.169.254', 'fd00:2::1', '::1'])
      await expect(resolve('10.1.2.3', other)).rejects.toMatchObject({ reason: 'address not allowed' })
  })

  it('may lead inside for a host on the list (SEC-382)', async () => {
    await expect(resolveTarget(target('https://Keys.Internal./', ['keys.internal']), resolvingTo('10.0.0.1'))).resolves.toHaveLength(1)
  })

  it.each(['evil-keys.internal', 'keys.internal.evil.example', 'a.keys.internal'])(
    'may not for one that only ends or begins so: %s (SEC-382)',
    async (host) => {
      const answer = resolveTarget(target(`https://${host}/`, ['keys.internal']), resolvingTo('10.0.0.1'))
      await expect(answer).rejects.toMatchObject({ reason: 'address not allowed' })
    },
  )

  it('must exist (SEC-381)', async () => {
    await expect(resolveTarget(target('https://a.example/'), resolvingToNothing)).rejects.toMatchObject({ reason: 'name not found' })
    await expect(resolveTarget(target('https://a.example/'), resolvingTo())).rejects.toMatchObject({ reason: 'name not found' })
  })
})

describe('a connection', () => {
  it('goes to the address that was checked, whatever the name resolves to now (SEC-375)', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const seen = new Promise((resolve) => server.once('connection', resolve))
    const url = `https://nowhere.invalid:${portOf(server.address())}/`
    const pinned = [{ address: '127.0.0.1', family: 4 }]
    const answer = sendRequest(target(url), pinned, { accept: 'application/json' }, new AbortController().signal)
    await expect(answer).rejects.toMatchObject({ reason: 'connection failed' })
    await seen
    server.close()
  })

  it('is verified unless the host is on the list (FAPI2-SP-FINAL-5.2.1-5, SEC-5)', () => {
    expect(target('https://a.example/').trusted).toBe(false)
    expect(target('https://a.example/', ['a.example']).trusted).toBe(true)
  })
})
