import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { daySeconds, keeping, noon, useRetention } from '../../../../test/support/use-retention'
import { ArchiveError } from '../archive/archive-error'
import { ArchiveFolder } from '../archive/archive-folder'
import { DueSeals } from './due-seals'
import { ExportSeals } from './export-seals'

/** A signal that is asked so many times before it says that the work is to end. */
const abortedAfter = (looks: number): AbortSignal => {
  let left = looks
  return Object.defineProperty(new AbortController().signal, 'aborted', { get: () => (left -= 1) < 0 })
}

describe('the archive of the audit log', () => {
  const lab = useRetention()
  const { start, live, files, inArchive, numbers } = lab

  it('exports each day to a file that only its owner can read, before it drops the day (SEC-425)', async () => {
    const node = await start(lab.archiving())
    await live(node, 12)
    await node.retain()
    expect(files()).toEqual(['2026-03-01.000000001-000000001.jsonl', '2026-03-02.000000002-000000002.jsonl'])
    for (const file of files()) expect(statSync(join(lab.folder, file)).mode & 0o777).toBe(0o600)
    const [seal, ...records] = readFileSync(join(lab.folder, files()[0] ?? ''), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object)
    expect(seal).toMatchObject({ seal: 1, records: 2, at: '2026-03-01T12:00:00.000Z' })
    expect(records).toMatchObject([
      { type: 'login.failed', seal: 1 },
      { type: 'login.failed', seal: 1 },
    ])
  })

  it('makes one chain of archive and database that can be verified (SEC-425)', async () => {
    const node = await start(lab.archiving())
    await live(node, 14)
    await node.retain()
    await node.seal()
    const { seals, archivedSeals, records, isWhole, from } = await node.verify(inArchive())
    expect({ seals, archivedSeals, isWhole, from }).toEqual({ seals: 15, archivedSeals: 4, isWhole: true, from: 1 })
    expect(records).toBe(28 + 4)
    expect(await node.verify({ ...inArchive(), from: 3 })).toMatchObject({ isWhole: true, seals: 13, archivedSeals: 2 })
    expect(await node.verify()).toMatchObject({ isWhole: true, seals: 11, from: 5, dropped: { archivedFrom: 1 } })
  })

  it('finds what was changed or removed in the archive (SEC-425)', async () => {
    const node = await start(lab.archiving())
    await live(node, 13)
    await node.retain()
    const [, path = ''] = files().map((file) => join(lab.folder, file))
    const text = readFileSync(path, 'utf8')
    const faultsOf = async (content: string | undefined) => {
      if (content === undefined) rmSync(path)
      else writeFileSync(path, content)
      return node.faults(inArchive())
    }
    expect((await faultsOf(text.replace('anyone', 'nobody'))).join('\n')).toMatch(
      /record \d+: was changed or forged.*\nseal 2: does not match its records/,
    )
    expect(await faultsOf(text.split('\n').toSpliced(1, 1).join('\n'))).toEqual(['seal 2: lacks 1 of its 2 records'])
    expect(await faultsOf(`${text}not JSON\n`)).toEqual([`archive: ${files()[1]}: line 4 is neither a seal nor a record`])
    expect(await faultsOf(undefined)).toEqual(['seal 2: is missing'])
    expect(await faultsOf(text)).toEqual([])
  })

  it('knows where the archive begins, when records were dropped without one before (SEC-425)', async () => {
    const [without, node] = [await start(keeping), await start(lab.archiving())]
    await live(without, 11)
    await without.retain()
    await live(node, 2)
    await node.retain()
    expect(await node.verify(inArchive())).toMatchObject({
      isWhole: true,
      from: 2,
      archivedSeals: 2,
      dropped: { to: 3, archivedFrom: 2 },
    })
  })

  it('drops nothing while the archive cannot be written, and goes on when it can (SEC-425)', async () => {
    const node = await start(lab.archiving())
    await live(node, 12)
    renameSync(lab.folder, `${lab.folder}-away`)
    await expect(node.retain()).rejects.toThrow(ArchiveError)
    expect((await numbers(node))[0]).toBe(1)
    writeFileSync(lab.folder, 'not a folder')
    await expect(node.retain()).rejects.toThrow(ArchiveError)
    rmSync(lab.folder)
    renameSync(`${lab.folder}-away`, lab.folder)
    await node.retain()
    expect((await numbers(node))[0]).toBe(3)
    expect(await node.verify(inArchive())).toMatchObject({ isWhole: true })
  })

  it('has to be there before anything is due: a mount that is missing shows on the first day (SEC-425)', async () => {
    const node = await start(lab.archiving())
    await node.retain()
    rmSync(lab.folder, { recursive: true })
    await expect(node.retain()).rejects.toThrow(ArchiveError)
    writeFileSync(lab.folder, 'not a folder')
    await expect(node.retain()).rejects.toThrow('ENOTDIR')
  })

  it('loses and doubles nothing when a node ends between the export and the drop (SEC-425)', async () => {
    const node = await start(lab.archiving())
    await live(node, 12)
    const batch = await node.context.get(DueSeals).next()
    if (!batch) throw new Error('nothing is due')
    await node.context.get(ExportSeals).execute(batch, new ArchiveFolder(lab.folder))
    const exported = readFileSync(join(lab.folder, files()[0] ?? ''))
    expect(await node.verify(inArchive())).toMatchObject({ isWhole: true, archivedSeals: 0, from: 1 })
    await (await start(lab.archiving())).retain()
    expect(files()).toHaveLength(2)
    expect(readFileSync(join(lab.folder, files()[0] ?? ''))).toEqual(exported)
    expect(await node.verify(inArchive())).toMatchObject({ isWhole: true, archivedSeals: 2 })
  })

  it('goes on in the middle of a file when a node ended between two drops (SEC-425)', async () => {
    const node = await start(lab.archiving())
    await node.add(2_500)
    await node.seal()
    lab.clock.advance(daySeconds)
    await node.addSealed(1)
    lab.clock.advance(20 * daySeconds)
    await node.retain(abortedAfter(2))
    expect((await numbers(node))[0]).toBe(6)
    await node.retain()
    expect([files().length, (await numbers(node))[0]]).toEqual([1, 14])
    expect(await node.verify(inArchive())).toMatchObject({ isWhole: true, archivedSeals: 13 })
  })

  it('drops nothing where the archive has something else in its place (SEC-425)', async () => {
    const node = await start(lab.archiving())
    await live(node, 13)
    const name = '2026-03-01.000000001-000000009.jsonl'
    for (const content of ['', 'x\n', '{"seal":1}\n']) {
      writeFileSync(join(lab.folder, name), content)
      await expect(node.retain()).rejects.toThrow(ArchiveError)
    }
    expect((await numbers(node))[0]).toBe(1)
  })

  it('takes no archive of another log for its own (SEC-425)', async () => {
    const node = await start(lab.archiving())
    await live(node, 12)
    await node.retain()
    for (const table of ['audit_log', 'audit_seals', 'audit_cut']) await node.query(`DELETE FROM ${table}`)
    lab.clock.stop(noon)
    await live(node, 12)
    await expect(node.retain()).rejects.toThrow('seal 1 is another than in the database')
  })

  it('leaves no half of a file: what a crash left is removed in time, and never read (SEC-425)', async () => {
    const node = await start(lab.archiving())
    const left = join(lab.folder, '.2026-03-01.000000001-000000001.jsonl.x.tmp')
    writeFileSync(left, '{"seal":1')
    await live(node, 13)
    lab.clock.stop(Math.floor(Date.now() / 1000) + 2 * 60 * 60)
    await node.retain()
    expect(files().some((file) => file.endsWith('.tmp'))).toBe(false)
    expect(await node.verify(inArchive())).toMatchObject({ isWhole: true })
  })

  describe('with a head that was noted before', () => {
    it('confirms it in the archive once it was dropped, and says that it cannot without (SEC-425)', async () => {
      const node = await start(lab.archiving())
      await node.addSealed(2)
      const { head: noted } = await node.verify()
      const [number, digest = ''] = noted?.split(':') ?? []
      const head = { number: Number(number), digest }
      await live(node, 13)
      await node.retain()
      expect(await node.faults({ head })).toEqual([expect.stringMatching(/^seal 1: was dropped: what was looked at begins with seal \d$/)])
      expect(await node.faults({ head, ...inArchive() })).toEqual([])
      expect(await node.faults({ head: { ...head, digest: digest.toLowerCase() }, ...inArchive() })).toEqual([
        'seal 1: is not the one that was expected',
      ])
    })
  })
})
