import { newId } from '#libs/opaque-token/opaque-token'
import { flowId, parallel } from '../../../test/support/records'
import type { TestNodes } from '../../../test/support/test-context'
import { startTokenNodes } from '../../../test/support/token-context'
import { AuthorizationCodes } from './authorization-codes.repository'

const day = 24 * 60 * 60

const bindings = () => ({
  grantId: newId(),
  clientId: 'a-client',
  redirectUri: 'https://rp.example.com/cb?a=b&c=ä',
  codeChallenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  dpopJkt: 'a-thumbprint',
  nonce: 'a-nonce',
  flowId,
})

describe('the authorization codes', () => {
  let nodes: TestNodes
  let codes: AuthorizationCodes
  let others: AuthorizationCodes
  beforeAll(async () => {
    nodes = await startTokenNodes()
    ;[codes, others] = [nodes.nodes[0].get(AuthorizationCodes), nodes.nodes[1].get(AuthorizationCodes)]
  })
  beforeEach(() => nodes.nodes[0].dataSource.query('DELETE FROM authorization_codes'))
  afterAll(() => nodes.close())

  const add = async (given: Partial<ReturnType<typeof bindings>> = {}) => {
    const code = await codes.add({ ...bindings(), ...given, interactionId: newId() })
    if (code === undefined) throw new Error('no code')
    return code
  }

  it('are found as they were bound, at every node (RFC7636-4.4, RFC6749-4.1.3, SEC-200, SEC-429)', async () => {
    const bound = bindings()
    const code = await add(bound)
    const found = { ...bound, usedAt: null, expiresAt: nodes.clock.now() + 60 }
    for (const node of [codes, others]) expect(await node.find(code)).toMatchObject(found)
  })

  it('may be bound to less (RFC7636-4.3)', async () => {
    const less = { codeChallenge: null, dpopJkt: null, nonce: null }
    expect(await codes.find(await add({ ...bindings(), ...less } as never))).toMatchObject(less)
  })

  it('cannot be guessed, and are kept as digests (SEC-58, SEC-203, SEC-442)', async () => {
    const code = await add()
    expect(code).toMatch(/^[\w-]{43}$/)
    for (const guess of ['', code.slice(1), `${code}A`, code.toUpperCase()]) expect(await codes.find(guess)).toBeUndefined()
    expect(JSON.stringify(await nodes.nodes[0].dataSource.query('SELECT * FROM authorization_codes'))).not.toContain(code)
  })

  it('are taken once, though 20 come at once over two nodes (RFC6749-4.1.2, SEC-202)', async () => {
    const code = await add()
    const taken = await parallel((index) => (index % 2 ? codes : others).take(code))
    expect(taken.filter(Boolean)).toHaveLength(1)
    expect((await codes.find(code))?.usedAt).toBe(nodes.clock.now())
  })

  it('keep the time of their first use (SEC-201)', async () => {
    const code = await add()
    await codes.take(code)
    const usedAt = nodes.clock.now()
    nodes.clock.advance(5)
    expect(await codes.take(code)).toBe(false)
    expect((await codes.find(code))?.usedAt).toBe(usedAt)
  })

  it('are not taken by a name that is none (SEC-203)', async () => {
    expect(await codes.take('unknown')).toBe(false)
  })

  it('are one for each interaction, though 20 ask at once over two nodes (SEC-310, SEC-437)', async () => {
    const interactionId = newId()
    const given = await parallel((index) => (index % 2 ? codes : others).add({ ...bindings(), interactionId }))
    expect(given.filter((code) => code !== undefined)).toHaveLength(1)
    expect(await codes.add({ ...bindings(), interactionId })).toBeUndefined()
  })

  it('are abandoned when nobody used them before they ended (SEC-445)', async () => {
    const [abandoned, used] = [bindings(), bindings()]
    await add(abandoned)
    await codes.take(await add(used))
    const end = nodes.clock.now() + 60
    expect(await codes.findAbandoned(end, 10)).toEqual([])
    expect(await codes.findAbandoned(end + day, 10)).toEqual([abandoned.grantId])
    expect(await codes.findAbandoned(end + day, 0)).toEqual([])
  })

  it('go with their grants (SEC-445)', async () => {
    const [gone, left] = [bindings(), bindings()]
    const [goneCode, leftCode] = [await add(gone), await add(left)]
    await codes.removeOf([gone.grantId])
    expect([await codes.find(goneCode), (await codes.find(leftCode))?.grantId]).toEqual([undefined, left.grantId])
  })
})
