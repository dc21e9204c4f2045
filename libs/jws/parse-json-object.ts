import { enforces } from '../checks/enforces'
import { isRecord } from '../jwk/is-record'
import { countWrittenMembers } from '../text/count-written-members'
import { JwsError } from './jws-error'

enforces('RFC7519-4', 'RFC7519-7.2')

const maxDepth = 20
const maxMembers = 500
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
// What no database column and no log line should meet: NUL and halves of surrogate pairs, which only escapes can write.
const unsafeText = /[\0\p{Surrogate}]/u

function parse(bytes: Uint8Array): { text: string; value: unknown } {
  try {
    const text = decoder.decode(bytes)
    return { text, value: JSON.parse(text) as unknown }
  } catch {
    throw new JwsError('a part is not JSON in UTF-8')
  }
}

function checkText(text: string): void {
  if (unsafeText.test(text)) throw new JwsError('a string holds NUL or half a character')
}

function countKept(value: unknown, depth = 0): number {
  if (typeof value === 'string') checkText(value)
  if (typeof value !== 'object' || value === null) return 0
  if (depth >= maxDepth) throw new JwsError('JSON is nested too deeply')
  const names = Array.isArray(value) ? [] : Object.keys(value)
  names.forEach(checkText)
  return Object.values(value).reduce<number>((sum, member) => sum + countKept(member, depth + 1), names.length)
}

/**
 * Reads a JSON object strictly: a name that stands twice in one object is refused, since two readers could each see another value.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7519#section-4
 * @throws JwsError what is wrong with it
 */
export function parseJsonObject(bytes: Uint8Array): Record<string, unknown> {
  const { text, value } = parse(bytes)
  if (!isRecord(value)) throw new JwsError('a part is not a JSON object')
  const written = countWrittenMembers(text)
  if (written > maxMembers) throw new JwsError('JSON has too many members')
  // Parsing keeps one of two members of the same name, so that fewer are kept than were written.
  if (countKept(value) !== written) throw new JwsError('a member name stands twice')
  return value
}
