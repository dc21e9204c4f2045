import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SettingDeclaration } from '../../src/config/from-environment'
import { allDeclarations } from '../../src/config/settings'

const root = join(__dirname, '..', '..')
const page = readFileSync(join(root, 'docs', 'settings.md'), 'utf8')

const toRow = ({ name, description, default: usual, developmentDefault }: SettingDeclaration): readonly string[] => {
  const inDevelopment = developmentDefault === undefined ? undefined : `\`${developmentDefault}\` in development`
  return [`\`${name}\``, inDevelopment ?? (usual === undefined ? 'none' : `\`${usual}\``), description]
}
const rowsOf = (markdown: string): readonly (readonly string[])[] =>
  markdown
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()))

describe('docs/settings.md', () => {
  it('lists every setting with its default and meaning, in the order of the declarations, and nothing else (contract: settings)', () => {
    expect(rowsOf(page)).toEqual(allDeclarations.map(toRow))
  })
})
