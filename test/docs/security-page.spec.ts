import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '..', '..')
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8')

describe('SECURITY.md', () => {
  it('names every purpose that a secret is derived for, and no other', () => {
    const [, union = ''] = /export type SecretPurpose =([\s\S]*?)\n\n/.exec(read('src', 'platform', 'secrets', 'secrets.ts')) ?? []
    const [, table = ''] = /\| purpose +\| use +\|\n([\s\S]*?)\n\n/.exec(read('SECURITY.md')) ?? []
    const named = [...table.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = '']) => [...cell.matchAll(/`([\w-]+)`/g)])
    const purposes = [...union.matchAll(/'([\w-]+)'/g)]
    expect(named.map(([, name = '']) => name).toSorted()).toEqual(purposes.map(([, name = '']) => name).toSorted())
  })
})
