import { decodeProtectedHeader } from 'jose'
import { keySetMaxAge, settlingSeconds } from '#libs/key-schedule/key-schedule'
import { verifyJws } from '#libs/jws/verify-jws'
import { startNodes } from '../../../test/support/test-context'
import type { TestContext, TestNodes } from '../../../test/support/test-context'
import { databaseKind } from '../../../test/support/test-database'
import { KeysModule } from './keys.module'
import { makeKeyPair } from './make-key-pair'
import { signingAlgorithms } from '#libs/jws/signing-algorithms'
import { RotateKeys } from './rotate-keys'
import { JwtSigner } from './sign-jwt'
import { SigningKeys } from './signing-keys'
import { SigningKeysRepository } from './signing-keys.repository'

const day = 24 * 3600
const byName = (a: string, b: string) => a.localeCompare(b)
const [notice, lifetime, kept] = [14 * day, 90 * day, 14 * day]

describe('the rotation of signing keys', () => {
  let nodes: TestNodes
  let one: TestContext
  let other: TestContext
  beforeEach(async () => {
    nodes = await startNodes([KeysModule])
    ;[one, other] = nodes.nodes
  })
  afterEach(() => nodes.close())

  const keysAt = (node: TestContext) => node.get(SigningKeys)
  /** What every node does each second. */
  const look = async (node: TestContext) => {
    if (node.get(RotateKeys).isDue(await keysAt(node).follow())) await node.get(RotateKeys).tend()
    await keysAt(node).follow()
  }
  // Two SQLite nodes of one process would wait for each other.
  const lookEverywhere = async () => {
    if (databaseKind === 'postgres') await Promise.all([look(one), look(other), look(one), look(other)])
    for (const node of [one, other]) await look(node)
  }
  const pass = async (seconds: number) => {
    nodes.clock.advance(seconds)
    await lookEverywhere()
  }
  const sign = (node: TestContext, algorithm: (typeof signingAlgorithms)[number] = 'ES256') =>
    keysAt(node).sign(algorithm, 'JWT', { sub: 'alice' })
  const verify = (node: TestContext, token: string) => keysAt(node).verify(token, signingAlgorithms)
  const kidOf = async (node: TestContext, algorithm?: (typeof signingAlgorithms)[number]) =>
    String(decodeProtectedHeader(await sign(node, algorithm)).kid)
  const kidsAt = (node: TestContext) => keysAt(node).publicKeys.map(({ kid }) => String(kid))
  const states = async () => {
    const keys = await one.get(SigningKeysRepository).schedule()
    return Object.fromEntries(
      signingAlgorithms.map((name) => [
        name,
        keys
          .filter((key) => key.algorithm === name)
          .map((key) => key.state)
          .toSorted(byName),
      ]),
    )
  }
  const everyAlgorithm = (...of: string[]) => Object.fromEntries(signingAlgorithms.map((name) => [name, of]))

  it('announces one successor of each key, at all nodes, though all of them want to (SEC-433, SEC-441)', async () => {
    await pass(lifetime - notice - 1)
    expect(await states()).toEqual(everyAlgorithm('signing'))
    await pass(1)
    expect(await states()).toEqual(everyAlgorithm('announced', 'signing'))
    expect(kidsAt(other)).toEqual(kidsAt(one))
    expect(new Set(kidsAt(one)).size).toBe(2 * signingAlgorithms.length)
  })

  it('lets the successor sign at its time, and the old key verify until what it signed has ended (SEC-441)', async () => {
    await pass(lifetime - notice)
    const [old, oldKid] = [await sign(one), await kidOf(one)]
    await pass(notice)
    expect(await states()).toEqual(everyAlgorithm('retired', 'signing'))
    for (const node of [one, other]) {
      expect(await kidOf(node)).not.toBe(oldKid)
      await expect(verify(node, old)).resolves.toMatchObject({ payload: { sub: 'alice' } })
      await expect(verify(node, await sign(one, 'PS256'))).resolves.toBeDefined()
    }
    await pass(kept)
    expect(kidsAt(one)).not.toContain(oldKid)
    for (const node of [one, other]) await expect(verify(node, old)).rejects.toThrow('no key fits the token')
  })

  it('forgets the private half of a key that signs no more (SEC-440)', async () => {
    await pass(lifetime - notice)
    await pass(notice)
    const keys = await one.get(SigningKeysRepository).all()
    for (const { state, sealedPrivateJwk } of keys) expect(sealedPrivateJwk === '').toBe(state === 'retired')
  })

  it('never shows an unknown key to a client that keeps the key set as long as it may (OIDCC-10.1.1, SEC-441)', async () => {
    let cached = [...keysAt(other).publicKeys]
    const tokens: string[] = []
    nodes.clock.advance(lifetime - notice)
    await one.get(RotateKeys).rotate(signingAlgorithms)
    for (let seconds = 0; seconds <= settlingSeconds + keySetMaxAge; seconds += 100) {
      if (seconds % keySetMaxAge === 0) cached = [...keysAt(other).publicKeys]
      const token = await sign(one)
      await expect(verifyJws(token, { keys: cached, algorithms: ['ES256'] })).resolves.toBeDefined()
      tokens.push(String(decodeProtectedHeader(token).kid))
      await pass(100)
    }
    expect(new Set(tokens).size).toBe(2)
  })

  it('is a matter of minutes when an administrator asks for it, and then the next one is at its usual time', async () => {
    await one.get(RotateKeys).rotate(['PS256'])
    await one.get(RotateKeys).rotate(['PS256'])
    await lookEverywhere()
    expect(await states()).toMatchObject({ ES256: ['signing'], PS256: ['announced', 'signing'] })
    await pass(settlingSeconds)
    expect(await states()).toMatchObject({ ES256: ['signing'], PS256: ['retired', 'signing'] })
    await pass(kept)
    expect(await states()).toMatchObject({ ES256: ['signing'], PS256: ['signing'] })
  })

  it('catches up after a long time without a node, and still announces first (OIDCC-10.1.1)', async () => {
    const old = await kidOf(one)
    await pass(2 * lifetime)
    expect(await kidOf(one)).toBe(old)
    await pass(settlingSeconds)
    expect(await kidOf(one)).not.toBe(old)
  })

  it('takes old keys out of use at once in an emergency: at the other node as soon as it looks (SEC-441)', async () => {
    await pass(lifetime - notice)
    const [old, olds] = [await sign(one), kidsAt(one)]
    await one.get(RotateKeys).replace(['ES256', 'RS256'])
    for (const node of [one, other]) await keysAt(node).follow()
    expect(await states()).toMatchObject({ ES256: ['signing'], RS256: ['signing'], PS256: ['announced', 'signing'] })
    for (const node of [one, other]) {
      await expect(verify(node, old)).rejects.toThrow('no key fits the token')
      expect(olds).not.toContain(await kidOf(node))
      expect(olds).toContain(await kidOf(node, 'PS256'))
    }
  })

  it('lets a node that has not looked yet verify what another signed with a key of a second ago (SEC-429, SEC-441)', async () => {
    await one.get(RotateKeys).replace(['ES256'])
    await keysAt(one).follow()
    await expect(verify(other, await sign(one))).resolves.toBeDefined()
    expect(kidsAt(other)).toEqual(kidsAt(one))
  })

  it('refuses what a key of somebody else has signed, though it is asked for (SEC-50)', async () => {
    const { kid, privateJwk } = await makeKeyPair('ES256')
    const token = await new JwtSigner(kid, 'ES256', privateJwk).sign('JWT', { sub: 'alice' })
    await expect(verify(one, token)).rejects.toThrow('no key fits the token')
  })

  it('retires a key by name: its successor signs, and it verifies on', async () => {
    const [old, kid] = [await sign(one), await kidOf(one)]
    expect(await one.get(RotateKeys).retire(kid)).toBe(true)
    for (const node of [one, other]) await keysAt(node).follow()
    expect(await states()).toMatchObject({ ES256: ['retired', 'signing'] })
    expect(await kidOf(other)).not.toBe(kid)
    await expect(verify(other, old)).resolves.toBeDefined()
  })

  it('prefers the announced key, which clients know already', async () => {
    await pass(lifetime - notice)
    const known = kidsAt(one)
    await one.get(RotateKeys).retire(await kidOf(one))
    await keysAt(one).follow()
    expect(known).toContain(await kidOf(one))
  })

  it('withdraws a key by name: what it has signed is refused; an announced one never signs', async () => {
    await pass(lifetime - notice)
    const [old, announced] = [await sign(one), (await one.get(SigningKeysRepository).schedule()).find(({ state }) => state === 'announced')]
    expect(await one.get(RotateKeys).retire(String(announced?.kid))).toBe(true)
    await keysAt(one).follow()
    expect(kidsAt(one)).not.toContain(announced?.kid)
    expect(await one.get(RotateKeys).withdraw(await kidOf(one))).toBe(true)
    await keysAt(one).follow()
    await expect(verify(one, old)).rejects.toThrow('no key fits the token')
    expect(await one.get(RotateKeys).withdraw('nobody')).toBe(false)
  })
})
