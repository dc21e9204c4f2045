import { daySeconds, keeping, noon, useRetention } from '../../../../test/support/use-retention'
import { ChainBroken } from './chain-broken'

describe('the retention of the audit log, against whoever has the database and not the key', () => {
  const lab = useRetention()
  const { start, live, files, numbers } = lab

  it('drops nothing that was changed: it stays, as evidence (SEC-425)', async () => {
    for (const settings of [keeping, lab.archiving()]) {
      const node = await start(settings)
      await live(node, 13)
      await node.query("UPDATE audit_log SET actor = 'nobody' WHERE seal = 1")
      await expect(node.retain()).rejects.toThrow(ChainBroken)
      expect([(await numbers(node))[0], files()]).toEqual([1, []])
      for (const table of ['audit_log', 'audit_seals']) await node.query(`DELETE FROM ${table}`)
      lab.clock.stop(noon)
    }
  })

  it('finds that more was cut off than was dropped (SEC-425)', async () => {
    const node = await start(keeping)
    await live(node, 13)
    await node.retain()
    await node.query('DELETE FROM audit_log WHERE seal < 6')
    await node.query('DELETE FROM audit_seals WHERE number < 6')
    expect(await node.faults()).toEqual(['seal 4: is missing, with those up to seal 5'])
    await expect((lab.clock.advance(daySeconds * 5), node.retain())).rejects.toThrow('seal 4 is missing')
  })

  it.each(['number = 5', "digest = 'x'", 'records = 1', 'at = 1', 'archived_from = 1', "last_start = '{}'", "mac = 'x'"])(
    'finds that the cut was moved or changed: %s (SEC-425)',
    async (change) => {
      const node = await start(keeping)
      await live(node, 13)
      await node.retain()
      await node.query('DELETE FROM audit_log WHERE seal < 6')
      await node.query('DELETE FROM audit_seals WHERE number < 6')
      await node.query(`UPDATE audit_cut SET ${change}`)
      const [cut, ...others] = await node.faults()
      expect(cut).toMatch(/^cut after seal \d: was changed or forged: its MAC does not match$/)
      expect(others).toContain('seal 1: is missing, with those up to seal 5')
      await expect((lab.clock.advance(daySeconds * 5), node.retain())).rejects.toThrow(ChainBroken)
    },
  )

  it('finds that the cut was made under a key that is gone, or taken away (SEC-425)', async () => {
    const node = await start(keeping)
    await live(node, 13)
    await node.retain()
    await node.query("UPDATE audit_cut SET key_id = 'gone'")
    expect(await node.faults()).toEqual(['cut after seal 3: nothing vouches for it: its key gone is not in KEY_ENCRYPTION_KEY'])
    await node.query('DELETE FROM audit_cut')
    expect(await node.faults()).toEqual(['seal 1: is missing, with those up to seal 3'])
  })

  it('finds an older cut that was put back, and seals that were (SEC-425)', async () => {
    const node = await start(lab.archiving())
    await live(node, 12)
    await node.retain()
    const [older] = await node.query('SELECT mac, key_id, digest, at FROM audit_cut')
    const [row] = await node.query('SELECT * FROM audit_seals WHERE number = 3')
    await live(node, 1)
    await node.retain()
    const restore = `number = 2, records = 4, mac = '${String(older?.['mac'])}', digest = '${String(older?.['digest'])}', at = ${String(older?.['at'])}`
    const columns = Object.keys(row ?? {})
    const values = columns.map((column) => `'${String(row?.[column])}'`)
    await node.query(`INSERT INTO audit_seals (${columns.join(', ')}) VALUES (${values.join(', ')})`)
    expect(await node.faults()).toEqual(['seal 3: was dropped, and is there all the same'])
    await node.query('DELETE FROM audit_seals WHERE number = 3')
    await node.query(`UPDATE audit_cut SET ${restore}`)
    expect(await node.faults()).toEqual(['seal 3: is missing'])
  })

  it('finds records that name a seal that was dropped (SEC-425)', async () => {
    const node = await start(keeping)
    await live(node, 14)
    const [row] = await node.query('SELECT * FROM audit_log WHERE seal = 1')
    await node.retain()
    const columns = Object.entries(row ?? {}).filter(([, value]) => value !== null)
    const values = columns.map(([, value]) => `'${String(value)}'`).join(', ')
    await node.query(`INSERT INTO audit_log (${columns.map(([name]) => name).join(', ')}) VALUES (${values})`)
    expect(await node.faults()).toEqual([`record ${String(row?.['id'])}: names seal 1, which is not there`])
  })
})
