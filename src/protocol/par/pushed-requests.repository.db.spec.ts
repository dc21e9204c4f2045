import { flowId, parallel } from '../../../test/support/records'
import { startNodes } from '../../../test/support/test-context'
import type { TestNodes } from '../../../test/support/test-context'
import { BackchannelModule } from '#protocol/backchannel/backchannel.module'
import { clockToleranceSeconds } from '#platform/database/delete-expired'
import { ParModule } from './par.module'
import { PushedRequests, requestUriPrefix } from './pushed-requests.repository'

const params = { response_type: 'code', scope: 'openid', state: 'a "state" with \u0000 and ä', resource: ['https://api.example.com'] }
const pushed = { clientId: 'a-client', params, dpopJkt: 'a-thumbprint', flowId }
const halfHour = 1800

describe('the pushed requests', () => {
  let nodes: TestNodes
  let requests: PushedRequests
  let others: PushedRequests
  beforeAll(async () => {
    nodes = await startNodes([BackchannelModule, ParModule])
    ;[requests, others] = [nodes.nodes[0].get(PushedRequests), nodes.nodes[1].get(PushedRequests)]
  })
  beforeEach(() => nodes.nodes[0].dataSource.query('DELETE FROM pushed_requests'))
  afterAll(() => nodes.close())

  const save = async (given: Partial<typeof pushed> = {}) => (await requests.save({ ...pushed, ...given })).requestUri
  const open = async (uri: string) => {
    const found = await requests.findOpen(uri)
    if (!found) throw new Error('not open')
    return found.digest
  }

  it('get a reference that nobody can guess, and its lifetime (RFC9126-7.1, RFC9126-2.2, SEC-58, SEC-164)', async () => {
    const saved = await Promise.all(Array.from({ length: 50 }, () => requests.save(pushed)))
    expect(new Set(saved.map(({ requestUri }) => requestUri)).size).toBe(50)
    for (const { requestUri, expiresInSeconds } of saved) {
      expect(requestUri).toMatch(/^urn:ietf:params:oauth:request_uri:[\w-]{43}$/)
      expect(expiresInSeconds).toBe(90)
    }
  })

  it('are found by it as they were pushed, at every node (RFC9126-4, SEC-429)', async () => {
    const uri = await save()
    for (const node of [requests, others]) expect(await node.findOpen(uri)).toMatchObject(pushed)
    expect(await requests.findOpen(await requests.save({ ...pushed, dpopJkt: undefined }).then((saved) => saved.requestUri))).toMatchObject(
      {
        dpopJkt: undefined,
      },
    )
  })

  it('keep an ID token hint sealed (SEC-442)', async () => {
    const withHint = { ...pushed, params: { ...params, id_token_hint: 'an.id.token' } }
    const uri = await save(withHint)
    expect(JSON.stringify(await nodes.nodes[0].dataSource.query('SELECT * FROM pushed_requests'))).not.toContain('an.id.token')
    for (const node of [requests, others]) expect(await node.findOpen(uri)).toMatchObject(withHint)
  })

  it('are found by nothing else (SEC-164)', async () => {
    const uri = await save()
    const handle = uri.slice(requestUriPrefix.length)
    const guesses = [
      '',
      'x',
      handle,
      `${uri}x`,
      uri.slice(0, -1),
      uri.toUpperCase(),
      `${'x'.repeat(requestUriPrefix.length)}${handle}`,
      requestUriPrefix,
    ]
    for (const guess of guesses) expect(await requests.findOpen(guess)).toBeUndefined()
  })

  it('keep the digest of their reference alone (SEC-442)', async () => {
    const handle = (await save()).slice(requestUriPrefix.length)
    expect(JSON.stringify(await nodes.nodes[0].dataSource.query('SELECT * FROM pushed_requests'))).not.toContain(handle)
  })

  it('may be opened as often as anybody likes until they are used (FAPI2-SP-FINAL-5.3.2.2, SEC-167)', async () => {
    const uri = await save()
    expect(new Set(await parallel(() => open(uri), 5)).size).toBe(1)
  })

  it('may be opened until expires_in is over, and not in that second any more (RFC9126-2.1, RFC9126-2.2, SEC-166)', async () => {
    const uri = await save()
    nodes.clock.advance(89)
    expect(await requests.findOpen(uri)).toBeDefined()
    nodes.clock.advance(1)
    expect(await requests.findOpen(uri)).toBeUndefined()
  })

  it('that were opened in time have half an hour more (FAPI2-SP-FINAL-5.3.2.2)', async () => {
    const digest = await open(await save())
    nodes.clock.advance(90 + halfHour - 1)
    expect(await requests.findOpened(digest)).toMatchObject(pushed)
    nodes.clock.advance(1)
    expect(await requests.findOpened(digest)).toBeUndefined()
  })

  it('are used up once, though 20 come at once over two nodes (RFC9126-7.3, SEC-167)', async () => {
    const uri = await save()
    const digest = await open(uri)
    const taken = await parallel((index) => (index % 2 ? requests : others).take(digest))
    expect(taken.filter(Boolean)).toHaveLength(1)
    expect(await requests.findOpen(uri)).toBeUndefined()
    expect(await requests.findOpened(digest)).toBeUndefined()
  })

  it('are not used up by another’s digest (SEC-165)', async () => {
    const uri = await save()
    expect(await requests.take('unknown')).toBe(false)
    expect(await requests.findOpen(uri)).toBeDefined()
  })

  it('fill up a client’s share while they wait, and that of no other (RFC9126-2.3, SEC-172)', async () => {
    const uris = await Promise.all([save(), save(), save()])
    expect([await requests.isFull('a-client', 3), await requests.isFull('a-client', 4)]).toEqual([true, false])
    expect(await requests.isFull('another', 1)).toBe(false)
    await requests.take(await open(uris[0]))
    expect(await requests.isFull('a-client', 3)).toBe(false)
  })

  it('give it back when they expire (SEC-172)', async () => {
    await save()
    nodes.clock.advance(90)
    expect(await requests.isFull('a-client', 1)).toBe(false)
  })

  it('are swept after both lifetimes by every node’s clock, not before (SEC-438, SEC-445)', async () => {
    await save()
    const end = nodes.clock.now() + 90 + halfHour + clockToleranceSeconds
    expect(await requests.sweepExpired(end, 10)).toBe(0)
    expect(await requests.sweepExpired(end + 1, 10)).toBe(1)
  })
})
