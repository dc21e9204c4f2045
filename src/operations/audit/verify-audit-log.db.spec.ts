import { AuditNode, newEncryptionKey } from '../../../test/support/audit-context'
import { testDatabase } from '../../../test/support/test-database'
import type { TestDatabase } from '../../../test/support/test-database'
import { AuditSeals } from './audit-seals.repository'
import { parseHead, toHead } from './head'

const key = newEncryptionKey()

/** An attacker who has the database, all of it, and not the key. */
describe('the verification of the audit log', () => {
  let database: TestDatabase
  let node: AuditNode
  /** Two records under each of three seals, and two that wait. */
  let ids: readonly string[] = []
  beforeEach(async () => {
    database = await testDatabase()
    node = await AuditNode.start(database, key)
    ids = [...(await node.addSealed(2, 2, 2)), ...(await node.add(2))]
  })
  afterEach(async () => {
    await node.close()
    await database.drop()
  })

  const head = async () => {
    const last = await node.context.get(AuditSeals).last()
    return last && toHead(last)
  }
  const copy = async (id: string | undefined, changes: Readonly<Record<string, string | null>>) => {
    const [row] = await node.query(`SELECT * FROM audit_log WHERE id = '${id}'`)
    const columns = Object.entries({ ...row, ...changes }).filter(([, value]) => value !== null)
    const values = columns.map(([, value]) => `'${String(value)}'`).join(', ')
    await node.query(`INSERT INTO audit_log (${columns.map(([name]) => name).join(', ')}) VALUES (${values})`)
  }

  it('finds nothing where nobody has been, and says how far it goes (SEC-425)', async () => {
    expect(await node.verify()).toEqual({
      isWhole: true,
      head: await head(),
      from: 1,
      seals: 3,
      archivedSeals: 0,
      records: 6,
      unsealed: 2,
      faultsInAll: 0,
      dropped: null,
      faults: [],
    })
  })

  it('finds a record that was removed (SEC-425)', async () => {
    await node.query(`DELETE FROM audit_log WHERE id = '${ids[3]}'`)
    expect(await node.faults()).toEqual(['seal 2: lacks 1 of its 2 records'])
  })

  it.each(['at', 'type', 'actor', 'target', 'client_id', 'sub', 'flow_id', 'address', 'node', 'details', 'key_id', 'mac'])(
    'finds a record whose %s was changed (SEC-425)',
    async (column) => {
      for (const index of [3, 7]) await node.query(`UPDATE audit_log SET ${column} = '7' WHERE id = '${ids[index]}'`)
      const faults = await node.faults()
      expect(faults).toContain('seal 2: does not match its records: one of them, or the seal, was changed')
      expect(faults.join('\n')).toContain(`record ${ids[7]}: `)
      if (column !== 'key_id') expect(faults[0]).toBe(`record ${ids[3]}: was changed or forged: its MAC does not match`)
    },
  )

  it('finds a record whose id was changed (SEC-425)', async () => {
    await node.query(`UPDATE audit_log SET id = '7' WHERE id = '${ids[3]}'`)
    expect((await node.faults())[0]).toBe('record 7: was changed or forged: its MAC does not match')
  })

  it('finds a record that was inserted, with or without a seal (SEC-425)', async () => {
    await copy(ids[3], { id: '7' })
    await copy(ids[7], { id: '8' })
    expect(await node.faults()).toEqual([
      'record 7: was changed or forged: its MAC does not match',
      'seal 2: has 3 records, 1 too many',
      'record 8: was changed or forged: its MAC does not match',
    ])
  })

  it.each(['7', '0', '-5'])('finds a record that was moved to seal %s, which is not there (SEC-425)', async (seal) => {
    await node.query(`UPDATE audit_log SET seal = ${seal} WHERE id = '${ids[3]}'`)
    expect(await node.faults()).toEqual(['seal 2: lacks 1 of its 2 records', `record ${ids[3]}: names seal ${seal}, which is not there`])
  })

  it('finds a record that was moved to another seal, or freed of its seal (SEC-425)', async () => {
    await node.query(`UPDATE audit_log SET seal = 3 WHERE id = '${ids[3]}'`)
    expect(await node.faults()).toEqual(['seal 2: lacks 1 of its 2 records', 'seal 3: has 3 records, 1 too many'])
    await node.query(`UPDATE audit_log SET seal = NULL WHERE id = '${ids[3]}'`)
    expect(await node.faults()).toEqual(['seal 2: lacks 1 of its 2 records'])
  })

  it('finds that two records changed places (SEC-425)', async () => {
    for (const [from, to] of [
      [ids[2], 'x'],
      [ids[3], ids[2]],
      ['x', ids[3]],
    ])
      await node.query(`UPDATE audit_log SET id = '${to}' WHERE id = '${from}'`)
    expect((await node.faults())[0]).toBe(`record ${ids[2]}: was changed or forged: its MAC does not match`)
  })

  it('finds a seal that was removed, alone or with its records (SEC-425)', async () => {
    await node.query('DELETE FROM audit_seals WHERE number = 2')
    expect(await node.faults()).toEqual([
      `record ${ids[2]}: names seal 2, which is not there`,
      `record ${ids[3]}: names seal 2, which is not there`,
      'seal 2: is missing',
    ])
    await node.query('DELETE FROM audit_log WHERE seal = 2')
    expect(await node.faults()).toEqual(['seal 2: is missing'])
  })

  it('finds that the seals after it were renumbered, too (SEC-425)', async () => {
    await node.query('DELETE FROM audit_log WHERE seal = 2')
    await node.query('DELETE FROM audit_seals WHERE number = 2')
    await node.query('UPDATE audit_log SET seal = 2 WHERE seal = 3')
    await node.query('UPDATE audit_seals SET number = 2 WHERE number = 3')
    expect((await node.faults())[0]).toBe('seal 2: does not follow the seal before it')
  })

  it.each(['at', 'node', 'previous', 'records', 'digest', 'key_id', 'mac'])(
    'finds a seal whose %s was changed (SEC-425)',
    async (column) => {
      await node.query(`UPDATE audit_seals SET ${column} = '7' WHERE number = 2`)
      expect((await node.faults())[0]).toMatch(/^seal 2: /)
    },
  )

  it('finds seals that changed places with their records (SEC-425)', async () => {
    for (const [from, to] of [
      [2, 9],
      [3, 2],
      [9, 3],
    ]) {
      await node.query(`UPDATE audit_log SET seal = ${to} WHERE seal = ${from}`)
      await node.query(`UPDATE audit_seals SET number = ${to} WHERE number = ${from}`)
    }
    expect((await node.faults())[0]).toBe('seal 2: does not follow the seal before it')
  })

  it('finds that the beginning was removed (SEC-425)', async () => {
    await node.query('DELETE FROM audit_log WHERE seal = 1')
    await node.query('DELETE FROM audit_seals WHERE number = 1')
    expect(await node.faults()).toEqual(['seal 1: is missing'])
  })

  describe('with a head that was noted before', () => {
    const cutOff = async () => {
      await node.query('DELETE FROM audit_log WHERE seal = 3 OR seal IS NULL')
      await node.query('DELETE FROM audit_seals WHERE number = 3')
    }

    it('finds that the end was removed, which without it cannot be seen (SEC-425)', async () => {
      const noted = parseHead((await head()) ?? '')
      expect(await node.faults({ head: noted })).toEqual([])
      await cutOff()
      expect(await node.faults()).toEqual([])
      expect(await node.faults({ head: noted })).toEqual(['seal 3: is missing: the log ends with seal 2'])
    })

    it('finds that another end was put in its place, even by somebody with the key (SEC-425)', async () => {
      const noted = parseHead((await head()) ?? '')
      await cutOff()
      await node.addSealed(2)
      expect(await node.faults()).toEqual([])
      expect(await node.faults({ head: noted })).toEqual(['seal 3: is not the one that was expected'])
    })

    it('is content where the log has gone on from there', async () => {
      const noted = parseHead((await head()) ?? '')
      await node.addSealed(5)
      expect(await node.verify({ head: noted })).toMatchObject({ isWhole: true, seals: 4 })
    })

    it('misses it in a log that is empty', async () => {
      const noted = parseHead((await head()) ?? '')
      for (const table of ['audit_log', 'audit_seals']) await node.query(`DELETE FROM ${table}`)
      expect(await node.verify()).toMatchObject({ isWhole: true, head: null })
      expect(await node.faults({ head: noted })).toEqual(['seal 3: is missing: the log ends with seal 0'])
    })
  })

  it('goes on from a later seal, where what was before is in an archive', async () => {
    await node.query('DELETE FROM audit_log WHERE seal < 3')
    await node.query('DELETE FROM audit_seals WHERE number < 3')
    expect(await node.verify({ from: 3 })).toMatchObject({ isWhole: true, seals: 1, records: 2 })
    expect(await node.faults({ from: 9 })).toEqual(['seal 9: is missing: the log ends with seal 3'])
  })

  it('names the first hundred faults, and counts the rest', async () => {
    await node.addSealed(300)
    await node.query("UPDATE audit_log SET actor = 'nobody'")
    expect(await node.verify()).toMatchObject({ isWhole: false, faultsInAll: expect.any(Number) as number, faults: { length: 100 } })
    expect((await node.verify()).faultsInAll).toBeGreaterThan(300)
  })
})

describe('a head', () => {
  it.each(['', '1', '1:', ':x', '1:short', `-1:${'a'.repeat(43)}`, `1:${'a'.repeat(43)}\n`, `9999999999:${'a'.repeat(43)}`])(
    'is not read from %j',
    (text) => {
      expect(parseHead(text)).toBeUndefined()
    },
  )

  it('is read as it was written', () => {
    const head = { number: 12, digest: 'a-_'.padEnd(43, 'b') }
    expect(parseHead(toHead(head))).toEqual(head)
  })
})
