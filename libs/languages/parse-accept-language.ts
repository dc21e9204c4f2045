const longestHeader = 1000
const tag = /^[a-z]{1,8}(?:-[a-z0-9]{1,8}){0,4}$/i
const weight = /^q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/i

const parseRange = (text: string): readonly [range: string, quality: number] => {
  const [range = '', ...params] = text.split(';').map((part) => part.trim())
  const quality = params.map((param) => weight.exec(param)?.[1]).find((value) => value !== undefined)
  return [range, quality === undefined ? 1 : Number(quality)]
}

/**
 * The languages that a browser asks for, the most wanted first; what is malformed, or wanted by no means, is left out.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.4
 */
export function parseAcceptLanguage(header: string | undefined): readonly string[] {
  if (header === undefined || header.length > longestHeader) return []
  return header
    .split(',')
    .map(parseRange)
    .filter(([range, quality]) => quality > 0 && tag.test(range))
    .toSorted(([, a], [, b]) => b - a)
    .map(([range]) => range)
}
