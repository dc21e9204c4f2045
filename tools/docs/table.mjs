const cell = (text) => text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ')

/** A table of Markdown. */
export const toTable = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n')

/** A value as a table shows it. */
export const code = (value) => `\`${typeof value === 'string' ? value : JSON.stringify(value).replaceAll('"', '').replaceAll(',', ', ')}\``
