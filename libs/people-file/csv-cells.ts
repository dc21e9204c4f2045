const quote = '"'
// Each with the comma before it.
const cell = /,(?:"((?:[^"]|"")*)"|([^",]*))(?=,|$)/gy

/** Whether the number of quotes is odd: a quoted cell begins or ends that did not in the line before. */
export const isOdd = (line: string): boolean => line.split(quote).length % 2 === 0

/**
 * The cells of one record of RFC 4180; undefined where a quote stands in the middle of a cell.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180#section-2
 */
export function toCells(text: string): readonly string[] | undefined {
  const led = `,${text}`
  const matches = [...led.matchAll(cell)]
  const length = matches.reduce((sum, [whole]) => sum + whole.length, 0)
  return length === led.length ? matches.map(([, quoted, plain = '']) => quoted?.replaceAll('""', quote) ?? plain) : undefined
}

/** A value as a cell. */
export const toCell = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll(quote, '""')}"` : value)
