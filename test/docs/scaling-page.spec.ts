import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { allDeclarations } from '#platform/config/settings'

interface Measured {
  readonly profiles: Readonly<
    Record<string, { readonly operations: Readonly<Record<string, { readonly rows: Readonly<Record<string, number>> }>> }>
  >
}

const root = join(__dirname, '..', '..')
const folder = join(root, 'bench', 'simulate')
const simulate = (...args: string[]) =>
  execFileSync(process.execPath, [join(folder, 'simulate.mjs'), ...args], { encoding: 'utf8', stdio: 'pipe' })
const { profiles } = JSON.parse(readFileSync(join(folder, 'measured.json'), 'utf8')) as Measured

describe('docs/scaling.md', () => {
  it('has the tables that the simulation prints', () => {
    expect(readFileSync(join(root, 'docs', 'scaling.md'), 'utf8')).toBe(simulate('--page'))
  })
})

describe('the simulation', () => {
  it('takes the lifetimes of the settings, as they are unless somebody sets them', () => {
    const taken = [...simulate('--help').matchAll(/(ALDGATE_\w+) \((\d+)\)/g)].map(([, name, usual]) => [name, usual])
    expect(taken).toHaveLength(8)
    expect(taken).toEqual(taken.map(([name]) => [name, allDeclarations.find((one) => one.name === name)?.default]))
  })

  it.each(Object.entries(profiles))('counts for a day what was measured for each operation: %s', (profile, { operations }) => {
    const rowsOf = (name: string) => Object.values(operations[name]?.rows ?? {}).reduce((total, rows) => total + rows, 0)
    const printed = simulate(
      '--table',
      'days',
      '--profile',
      profile,
      '--users',
      '100',
      '--logins',
      '2',
      '--refreshes',
      '3',
      '--userinfos',
      '0',
    )
    const [, rows = ''] = /rows written *\| *([\d.]+) k/.exec(printed) ?? []
    expect(Number(rows)).toBeCloseTo((200 * (rowsOf('login') + 3 * rowsOf('refresh'))) / 1000, 1)
  })

  it.each([
    ['--users', 'many'],
    ['--profile', 'saml'],
    ['--table', 'none'],
    ['--unknown', '1'],
  ])('refuses what it does not understand: %s %s', (name, value) => {
    expect(() => simulate(name, value)).toThrow(name)
  })
})
