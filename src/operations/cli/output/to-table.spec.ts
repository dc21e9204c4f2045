import { displayWidth } from '#libs/terminal/display-width'
import { toTable } from './to-table'

describe('a table', () => {
  it('has its columns below each other, in whichever script its cells are written', () => {
    const lines = toTable(
      ['USERNAME', 'STATE', 'SUB'],
      [
        ['alice', 'enabled', '1'],
        ['山田太郎', 'enabled', '2'],
        ['ju\u0308rgen', 'disabled', '3'],
      ],
    )
    const columns = lines.map((line) => displayWidth(line.slice(0, -1)))
    expect(new Set(columns.slice(1)).size).toBe(1)
    expect(lines[2]).toBe('山田太郎  enabled   2')
  })
})
