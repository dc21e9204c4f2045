import { toInertText } from '#libs/terminal/inert-text'

/** Rows under their headings, in columns. */
export function toTable(headings: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const table = [headings, ...rows].map((row) => row.map(toInertText))
  const widths = headings.map((_, column) => Math.max(...table.map((row) => (row[column] ?? '').length)))
  return table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
