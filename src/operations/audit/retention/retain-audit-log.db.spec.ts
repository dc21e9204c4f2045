import { newEncryptionKey } from '../../../../test/support/audit-context'
import { onPostgres } from '../../../../test/support/test-database'
import { daySeconds, keeping, useRetention } from '../../../../test/support/use-retention'
import { AuditCuts } from '../audit-cuts.repository'
import { AuditLog } from '../audit-log.repository'
import { DueSeals } from './due-seals'

describe('the retention of the audit log', () => {
  const lab = useRetention()
  const { start, live, files, inArchive, numbers, stored } = lab

  it('keeps everything where no time is set', async () => {
    const node = await start({})
    await live(node, 3)
    lab.clock.advance(10_000 * daySeconds)
    await node.retain()
    expect(await numbers(node)).toEqual([1, 2, 3])
  })

  it('drops whole days once all of their seals are older, with their records, and nothing before (SEC-425)', async () => {
    const node = await start(keeping)
    await live(node, 11)
    await node.retain()
    expect([await numbers(node), await stored(node)]).toEqual([[2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 20])
    lab.clock.advance(daySeconds / 2 - 1)
    await node.retain()
    expect((await numbers(node))[0]).toBe(2)
    lab.clock.advance(1 + 120)
    await node.retain()
    expect([(await numbers(node))[0], await stored(node)]).toEqual([3, 18])
  })

  it('leaves a chain that is whole from where it begins, and says what was dropped (SEC-425)', async () => {
    const node = await start(keeping)
    await live(node, 13)
    await node.retain()
    await node.seal()
    expect(await node.verify()).toMatchObject({
      isWhole: true,
      from: 4,
      seals: 11,
      archivedSeals: 0,
      dropped: { to: 3, records: 6, until: '2026-03-03T12:00:00.000Z', archivedFrom: null },
    })
    await live(node, 20)
    await node.retain()
    expect(await node.verify()).toMatchObject({ isWhole: true })
  })

  it('keeps a record of each drop in the log itself (SEC-425)', async () => {
    const node = await start(lab.archiving())
    await live(node, 12)
    await node.retain()
    const [record, ...others] = await node.context.get(AuditLog).newest({ type: 'audit.dropped' }, 10)
    expect(others).toHaveLength(1)
    expect([record?.actor, record?.target, JSON.parse(record?.details ?? '')]).toEqual([
      'server:a-node',
      'audit-log:1-1',
      { from: 1, to: 1, digest: expect.any(String) as string, archive: '2026-03-01.000000001-000000001.jsonl' },
    ])
  })

  it('never drops what is not sealed, nor the newest seal (SEC-425)', async () => {
    const node = await start(keeping)
    const [first] = await node.add(1)
    await node.query(`UPDATE audit_log SET actor = 'x' WHERE id = '${first}'`)
    await node.addSealed(1, 1)
    lab.clock.advance(1_000 * daySeconds)
    await node.retain()
    expect(await numbers(node)).toEqual([2])
    expect((await node.context.get(AuditLog).unsealed('', 10)).map(({ id }) => id)).toContain(first)
  })

  it('drops many records in portions, each a short unit of work (SEC-446)', async () => {
    const node = await start(keeping)
    await node.add(2_500)
    await node.seal()
    lab.clock.advance(daySeconds)
    await node.addSealed(1)
    lab.clock.advance(20 * daySeconds)
    await node.retain()
    expect((await node.context.get(AuditLog).newest({ type: 'audit.dropped' }, 10)).map(({ target }) => target)).toEqual([
      'audit-log:1-5',
      'audit-log:6-10',
      'audit-log:11-13',
    ])
    expect(await node.verify()).toMatchObject({ isWhole: true, dropped: { to: 13, records: 2_500 } })
  })

  it('ends between two portions when the node ends', async () => {
    const node = await start(keeping)
    await live(node, 20)
    await node.retain(AbortSignal.abort())
    expect((await numbers(node))[0]).toBe(1)
  })

  it('remembers the settings of the last start that was dropped (SEC-425)', async () => {
    const node = await start(keeping)
    await node.add(1, 'server.started', '{"settings":{"PORT":"1"}}')
    await live(node, 12)
    await node.retain()
    expect((await node.context.get(AuditCuts).find())?.lastStart).toBe('{"settings":{"PORT":"1"}}')
  })

  describe('when KEY_ENCRYPTION_KEY changes', () => {
    it('keeps the cut under the new key, so that the old one can go (SEC-440)', async () => {
      const [node, nextKey] = [await start(keeping), newEncryptionKey()]
      await live(node, 13)
      await node.retain()
      await (await start(keeping, `${nextKey},${lab.key}`)).seal()
      const later = await start(keeping, nextKey)
      expect(await later.verify()).toMatchObject({ isWhole: true, dropped: { to: 3 } })
      await live(later, 1)
      await later.retain()
      expect(await later.verify()).toMatchObject({ isWhole: true, dropped: { to: 4 } })
    })
  })

  it('is done once, whichever node is first (SEC-437)', async () => {
    const [one, other] = [await start(lab.archiving()), await start(lab.archiving())]
    await live(one, 15)
    await one.retain()
    await other.retain()
    expect(files()).toHaveLength(5)
    expect(await one.verify(inArchive())).toMatchObject({ isWhole: true, archivedSeals: 5 })
  })

  onPostgres('on several nodes at once', () => {
    it('is done by one of them (SEC-437)', async () => {
      const many = [await start(lab.archiving()), await start(lab.archiving()), await start(lab.archiving())] as const
      await live(many[0], 29)
      await Promise.all(many.map((node) => node.retain()))
      await Promise.all(many.map((node) => node.seal()))
      const [dropped] = [await many[0].context.get(AuditLog).newest({ type: 'audit.dropped' }, 100)]
      expect(new Set(dropped.map(({ target }) => target)).size).toBe(dropped.length)
      expect(files()).toHaveLength(19)
      expect(await many[1].verify(inArchive())).toMatchObject({ isWhole: true, archivedSeals: 19, unsealed: 0 })
    })

    it('stays right while others seal and verify (SEC-437)', async () => {
      const [one, other] = [await start(lab.archiving()), await start(lab.archiving())]
      await live(one, 30)
      const [, , verified] = await Promise.all([one.retain(), other.addSealed(5, 5, 5), other.verify()])
      expect(verified).toMatchObject({ isWhole: true })
      expect(await one.verify(inArchive())).toMatchObject({ isWhole: true })
    })
  })

  it('tells for how long the oldest seal has waited to be dropped', async () => {
    const node = await start(lab.archiving())
    const overdue = () => node.context.get(DueSeals).overdueSeconds()
    expect(await overdue()).toBe(0)
    await live(node, 10)
    expect(await overdue()).toBe(0)
    lab.clock.advance(daySeconds)
    expect(await overdue()).toBe(daySeconds / 2 - 120)
    await node.retain()
    expect(await overdue()).toBe(0)
    expect(await (await start({})).context.get(DueSeals).overdueSeconds()).toBeUndefined()
  })
})
