import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '..', '..')
const page = readFileSync(join(root, 'docs', 'security-decisions.md'), 'utf8')

/** Sections A–D, F, G, I–L, N, O and Q of the security requirements: first and last row. */
const sections = [
  [1, 11],
  [12, 26],
  [27, 47],
  [48, 69],
  [86, 133],
  [134, 155],
  [164, 182],
  [183, 217],
  [218, 235],
  [236, 249],
  [276, 289],
  [290, 322],
  [342, 373],
] as const
const rows = sections.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => `SEC-${first + index}`))

const specs = ['libs', 'src', 'test']
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(root, folder, file)))
  .filter((file) => file.endsWith('.spec.ts'))
const titleEnd = /\(([\w.-]+(?:, [\w.-]+)*)\)['"`],/g
const idsIn = (text: string) => [...text.matchAll(titleEnd)].flatMap(([, ids = '']) => ids.split(', '))
const tested = new Set(specs.flatMap((file) => idsIn(readFileSync(file, 'utf8'))))

const entries = [...page.matchAll(/^\| (SEC-\d+) +\| /gm)].map(([, row = '']) => row)

describe('docs/security-decisions.md', () => {
  it('names every row of the security requirements that no test names', () => {
    expect(rows.filter((row) => !tested.has(row) && !entries.includes(row))).toEqual([])
  })

  it('names each row once, and no row that there is not', () => {
    expect(entries).toEqual([...new Set(entries)])
    expect(entries.filter((row) => !rows.includes(row))).toEqual([])
  })
})
