import { displayWidth } from '#libs/terminal/display-width'
import { toInertText } from '#libs/terminal/inert-text'

/** Rows under their headings, in columns. */
export function toTable(headings: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const table = [headings, ...rows].map((row) => row.map(toInertText))
  const widths = headings.map((_, column) => Math.max(...table.map((row) => displayWidth(row[column] ?? ''))))
  return table.map((row) =>
    row
      .map((cell, column) => padTo(widths[column] ?? 0, cell))
      .join('  ')
      .trimEnd(),
  )
}

const padTo = (width: number, cell: string) => cell + ' '.repeat(Math.max(0, width - displayWidth(cell)))
