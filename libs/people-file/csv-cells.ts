const quote = '"'
const cell = /^(?:"((?:[^"]|"")*)"|([^",]*))(?:,|$)/

/** Whether the number of quotes is odd: a quoted cell begins or ends that did not in the line before. */
export const isOdd = (line: string): boolean => line.split(quote).length % 2 === 0

/**
 * The cells of one record of RFC 4180; undefined where a quote stands in the middle of a cell.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180#section-2
 */
export function toCells(text: string): readonly string[] | undefined {
  const cells: string[] = []
  for (let rest: string | undefined = text; rest !== undefined;) {
    const [whole = '', quoted, plain = '']: readonly (string | undefined)[] = cell.exec(rest) ?? []
    if (whole === '' && rest !== '') return undefined
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', quote))
    rest = whole.endsWith(',') && whole.length > 0 ? rest.slice(whole.length) : undefined
  }
  return cells
}

/** A value as a cell. */
export const toCell = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll(quote, '""')}"` : value)
