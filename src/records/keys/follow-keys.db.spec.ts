import { setTimeout as sleep } from 'node:timers/promises'
import { startNodes } from '../../../test/support/test-context'
import type { TestContext, TestNodes } from '../../../test/support/test-context'
import { EncryptionKeys } from '#platform/deployment/encryption-keys'
import { FollowKeys } from './follow-keys'
import { KeyRotationModule } from './key-rotation.module'
import { RotateKeys } from './rotate-keys'
import { SigningKeys } from './signing-keys'

describe('a node that runs', () => {
  let nodes: TestNodes
  let one: TestContext
  let other: TestContext
  beforeEach(async () => {
    nodes = await startNodes([KeyRotationModule])
    ;[one, other] = nodes.nodes
  })
  afterEach(() => nodes.close())

  const kidsAt = (node: TestContext) => node.get(SigningKeys).publicKeys.map(({ kid }) => kid)
  const until = async (isSo: () => boolean) => {
    for (let look = 0; look < 200 && !isSo(); look += 1) await sleep(50)
    expect(isSo()).toBe(true)
  }

  it('follows by itself what another does with the keys (SEC-429, SEC-441)', async () => {
    const old = kidsAt(other)
    await one.get(RotateKeys).replace(['ES256', 'EdDSA'])
    await until(() => kidsAt(other).filter((kid) => old.includes(kid)).length === 2)
    expect(kidsAt(other)).toHaveLength(4)
  })

  it('moves the keys on by itself (SEC-441)', async () => {
    nodes.clock.advance(80 * 24 * 3600)
    await until(() => kidsAt(one).length === 8 && kidsAt(other).length === 8)
    expect(kidsAt(other)).toEqual(kidsAt(one))
  })

  it('writes down now and then that it uses its encryption key', async () => {
    nodes.clock.advance(3600)
    await one.get(FollowKeys).look()
    expect(await one.get(EncryptionKeys).known()).toEqual([expect.objectContaining({ usedAt: nodes.clock.now() })])
  })

  it('goes on with the keys that it knows while the database is away, and follows again afterwards (SEC-434)', async () => {
    const known = kidsAt(other)
    await other.dataSource.query('ALTER TABLE signing_keys RENAME TO hidden_keys')
    await other.get(FollowKeys).look()
    expect(kidsAt(other)).toEqual(known)
    await expect(other.get(SigningKeys).sign('ES256', 'JWT', {})).resolves.toBeDefined()
    await other.dataSource.query('ALTER TABLE hidden_keys RENAME TO signing_keys')
    await one.get(RotateKeys).replace(['ES256'])
    await other.get(FollowKeys).look()
    await until(() => kidsAt(other).join() === kidsAt(one).join())
  })
})
