import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { developmentKey } from './development-key'

describe('the key of a developer’s machine', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'aldgate-key-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const file = () => join(folder, 'data', 'key')

  it('is made once, and the same at every start', () => {
    const key = developmentKey(file())
    expect(key).toHaveLength(32)
    expect(developmentKey(file())).toEqual(key)
    expect(readFileSync(file(), 'utf8').trim()).toBe(Buffer.from(key).toString('base64'))
  })

  it('can be read by its owner alone (SEC-440)', () => {
    developmentKey(file())
    expect(statSync(file()).mode & 0o777).toBe(0o600)
  })

  it('is another on every machine (SEC-58)', () => {
    expect(developmentKey(file())).not.toEqual(developmentKey(join(folder, 'other')))
  })
})
