import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { declarationOf } from '#operations/cli/cli-verb'
import { verbs } from '#operations/cli/verbs'

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'operations.md'), 'utf8')

describe('docs/operations.md', () => {
  it('lists every verb of the command line as it is written, and no other', () => {
    const rows = [...page.matchAll(/^\| `aldgate (.*?)` *\| (.*?) *\|$/gm)].map(([, usage, description]) => [usage, description])
    expect(rows).toEqual(verbs.map(declarationOf).map(({ usage, description }) => [usage, description]))
  })

  it('names no verb that there is not', () => {
    const named = [...page.matchAll(/`aldgate ([a-z]+(?: [a-z-]+)?)/g)].map(([, name = '']) => name)
    const known = verbs.map(declarationOf).map(({ name }) => name)
    expect(named.filter((name) => !known.some((verb) => verb === name || verb === name.split(' ')[0]))).toEqual([])
  })
})
