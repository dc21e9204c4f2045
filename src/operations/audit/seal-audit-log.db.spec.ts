import { makeSeal } from '#libs/audit-chain/audit-seal'
import { AuditNode, newEncryptionKey } from '../../../test/support/audit-context'
import { parallel } from '../../../test/support/records'
import { onPostgres, testDatabase } from '../../../test/support/test-database'
import type { TestDatabase } from '../../../test/support/test-database'
import { Secrets } from '#platform/secrets/secrets'
import { AuditLog } from './audit-log.repository'
import { AuditSeals } from './audit-seals.repository'

const collect = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const collected: Item[] = []
  for await (const item of items) collected.push(item)
  return collected
}
const [key, nextKey] = [newEncryptionKey(), newEncryptionKey()]

describe('the sealing of the audit log', () => {
  let database: TestDatabase
  let nodes: AuditNode[] = []
  let node: AuditNode
  const start = async (...keys: readonly string[]) => {
    const started = await AuditNode.start(database, ...keys)
    nodes.push(started)
    return started
  }
  beforeEach(async () => {
    database = await testDatabase()
    nodes = []
    node = await start(key)
  })
  afterEach(async () => {
    for (const started of nodes) await started.close()
    await database.drop()
  })

  const seals = async (of = node) => collect(of.context.get(AuditSeals).between(1, 1_000))
  const unsealed = async () => (await node.context.get(AuditLog).unsealed('', 1_000)).map(({ id }) => id)

  it('seals what is new, in batches, each after the one before (SEC-425)', async () => {
    await node.add(450)
    expect(await node.seal()).toBe(450)
    const [one, two, three, ...others] = await seals()
    expect([one?.records, two?.records, three?.records, others]).toEqual([200, 200, 50, []])
    expect([one?.previous, two?.previous, three?.previous]).toEqual(['', one?.digest, two?.digest])
    expect(await node.verify()).toMatchObject({ isWhole: true, seals: 3, records: 450, unsealed: 0 })
  })

  it('does nothing where nothing is new', async () => {
    expect(await node.seal()).toBe(0)
    await node.addSealed(1)
    expect(await node.seal()).toBe(0)
    expect(await seals()).toHaveLength(1)
  })

  it('takes in what was committed later with an earlier id', async () => {
    const [late, ...others] = await node.add(3)
    const [row] = await node.query(`SELECT * FROM audit_log WHERE id = '${late}'`)
    await node.query(`DELETE FROM audit_log WHERE id = '${late}'`)
    await node.seal()
    const columns = Object.entries(row ?? {}).filter(([, value]) => value !== null)
    const values = columns.map(([, value]) => `'${String(value)}'`).join(', ')
    await node.query(`INSERT INTO audit_log (${columns.map(([name]) => name).join(', ')}) VALUES (${values})`)
    expect(await node.seal()).toBe(1)
    expect(await node.verify()).toMatchObject({ isWhole: true, records: others.length + 1 })
  })

  it('gives one number to one seal, whichever node was first: the other’s records stay as they are (SEC-437)', async () => {
    const other = await start(key)
    await node.add(2)
    const records = await node.context.get(AuditLog).unsealed('', 10)
    const make = ({ context }: AuditNode) => {
      const header = { number: 1, at: context.clock.milliseconds(), node: 'a-node', previous: '' }
      return context.get(AuditSeals).add(
        makeSeal(header, records, context.get(Secrets).keyFor('audit')),
        records.map(({ id }) => id),
      )
    }
    expect([await make(node), await make(other)]).toEqual([true, false])
    expect(await node.verify()).toMatchObject({ isWhole: true, seals: 1, records: 2 })
  })

  it('writes no seal whose records are gone, or another’s', async () => {
    const ids = await node.addSealed(2)
    const records = await collect(node.context.get(AuditLog).sealed(1, 1))
    const header = { number: 2, at: 1, node: 'a-node', previous: '' }
    const again = node.context.get(AuditSeals).add(makeSeal(header, records, node.context.get(Secrets).keyFor('audit')), ids)
    await expect(again).rejects.toThrow('2 records of the audit log were gone, or sealed by another')
    expect(await seals()).toHaveLength(1)
  })

  onPostgres('on several nodes at once', () => {
    it('seals each record once, in one chain (SEC-430, SEC-437)', async () => {
      const others = [await start(key), await start(key), await start(key)]
      await Promise.all(
        [node, ...others].map(async (one) => {
          for (let turn = 0; turn < 5; turn += 1) {
            await one.add(120)
            await one.seal()
          }
        }),
      )
      await parallel((index) => [node, ...others][index % 4]?.seal() ?? Promise.resolve(0), 8)
      await node.seal()
      expect(await node.verify()).toMatchObject({ isWhole: true, records: 2_400, unsealed: 0 })
    })
  })

  it('leaves out a record that nobody with the key wrote, and goes on with the others', async () => {
    const [, second] = await node.add(3)
    await node.query(`UPDATE audit_log SET actor = 'nobody' WHERE id = '${second}'`)
    expect(await node.seal()).toBe(2)
    expect(await node.seal()).toBe(0)
    expect(await unsealed()).toEqual([second])
    expect(await node.faults()).toEqual([`record ${second}: was changed or forged: its MAC does not match`])
  })

  it('is not held up by many such records', async () => {
    await node.add(250)
    await node.query("UPDATE audit_log SET actor = 'nobody'")
    await node.add(10)
    expect(await node.seal()).toBe(10)
  })

  it('does not build on a seal that was changed: the chain begins anew, and that is found', async () => {
    await node.addSealed(1, 1)
    await node.query("UPDATE audit_seals SET digest = 'x' WHERE number = 2")
    await node.addSealed(1, 1)
    expect((await seals()).map(({ previous }) => previous !== '')).toEqual([false, true, false, true])
    expect(await node.faults()).toEqual([
      'seal 2: does not match its records: one of them, or the seal, was changed',
      'seal 2: was changed or forged: its MAC does not match',
      'seal 3: begins anew: the seal before it did not hold when it was made',
    ])
  })

  describe('when KEY_ENCRYPTION_KEY changes', () => {
    it('puts the chain under the new key at once, and needs the old one no more (SEC-440)', async () => {
      const [id] = await node.addSealed(2, 2)
      await (await start(nextKey, key)).seal()
      const later = await start(nextKey)
      expect((await seals()).map(({ records }) => records)).toEqual([2, 2, 0])
      expect(await later.verify()).toMatchObject({ isWhole: true, seals: 3, records: 4 })
      await later.addSealed(1)
      await later.query(`UPDATE audit_log SET actor = 'nobody' WHERE id = '${id}'`)
      expect(await later.faults()).toEqual(['seal 1: does not match its records: one of them, or the seal, was changed'])
    })

    it('writes no seals in turns with a node that has not got it yet', async () => {
      const newer = await start(nextKey, key)
      const older = await start(key, nextKey)
      await node.addSealed(1)
      for (let turn = 0; turn < 3; turn += 1) for (const one of [newer, older]) await one.seal()
      expect((await seals()).length).toBeLessThanOrEqual(3)
      expect(await newer.verify()).toMatchObject({ isWhole: true })
    })

    it('leaves the sealing to others where a node lacks the key of the last seal', async () => {
      await node.addSealed(1)
      const other = await start(nextKey)
      await node.add(1)
      expect(await other.seal()).toBe(0)
      expect(await node.seal()).toBe(1)
    })

    it('says of what was never sealed that nothing vouches for it, once the key is gone', async () => {
      const [id] = await node.add(1)
      const later = await start(nextKey)
      expect(await later.faults()).toEqual([expect.stringContaining(`record ${id}: nothing vouches for it`)])
    })
  })

  it('seals ten thousand records, and verifies them (SEC-425)', async () => {
    await node.add(10_000)
    expect(await node.seal()).toBe(10_000)
    expect(await node.verify()).toMatchObject({ isWhole: true, seals: 50, records: 10_000, unsealed: 0, faultsInAll: 0 })
  })
})
