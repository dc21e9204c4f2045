import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commandLineOf } from '../../support/command-line'
import type { TestServer } from '../../support/test-server'

const password = 'quite another password altogether'

/** Somebody comes by a file, is changed by another one, and is written into a third. */
export async function peopleFiles(server: TestServer): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'people-'))
  const file = join(folder, 'people.jsonl')
  for (const name of ['Zoe', 'Zoë']) {
    writeFileSync(file, JSON.stringify({ username: 'zoe', sub: 'sub-of-zoe', claims: { name }, password, disabled: true }))
    expect(await commandLineOf(server).run('users', 'import', file)).toMatchObject({ exitCode: 0 })
  }
  expect(await commandLineOf(server).run('users', 'export', join(folder, 'all.jsonl'))).toMatchObject({ exitCode: 0 })
}
