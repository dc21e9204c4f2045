import { defineCheck } from '../checks/define-check'
import { invalidRequest } from '../oauth-errors/factories'
import { FormParams } from './form-params'

const maxParameters = 200
const malformedEscape = /%(?![0-9A-Fa-f]{2})/
const nonAscii = /[^\x20-\x7e]/
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const controlInName = /[\x00-\x1f\x7f-\x9f]/
// oxlint-disable-next-line no-control-regex -- as above; TAB, LF and CR may stand in a value
const controlInValue = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const encoded = /[%+]/

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch (cause) {
    throw invalidRequest('the form is not valid UTF-8', { cause })
  }
}

function decodeComponent(text: string): string {
  if (!encoded.test(text)) return text
  if (malformedEscape.test(text)) throw invalidRequest('the form holds a malformed percent escape')
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch (cause) {
    throw invalidRequest('the form is not valid UTF-8', { cause })
  }
}

function toPair(field: string): readonly [string, string] {
  const end = field.indexOf('=')
  const name = decodeComponent(end === -1 ? field : field.slice(0, end))
  const value = end === -1 ? '' : decodeComponent(field.slice(end + 1))
  if (controlInName.test(name) || controlInValue.test(value)) throw invalidRequest('the form holds a control character')
  return [name, value]
}

const parseText = defineCheck({
  name: 'parse-form',
  clauses: ['RFC6749-B', 'RFC3629-3', 'RFC3986-2.1'],
  hint: 'Encode parameters as application/x-www-form-urlencoded: UTF-8, percent-encoded, joined by & and =.',
  check(input: Uint8Array | string): FormParams {
    const text = typeof input === 'string' ? input : decodeUtf8(input)
    // Counted with the empty ones: what stands behind the limit would otherwise be cut off without a word.
    const fields = text.split('&', maxParameters + 1)
    if (fields.length > maxParameters) throw invalidRequest(`the form holds more than ${maxParameters} parameters`)
    return new FormParams(fields.filter((field) => field !== '').map(toPair))
  },
})

const parseAsciiText = defineCheck({
  name: 'parse-query',
  clauses: ['RFC3986-2.1'],
  hint: 'Percent-encode in a query whatever is no ASCII character, as UTF-8.',
  check(query: string): FormParams {
    if (nonAscii.test(query)) throw invalidRequest('the query holds a character that must be percent-encoded')
    return parseText(query)
  },
})

/**
 * Reads a request body of type application/x-www-form-urlencoded. Brackets and __proto__ are letters of a name like any other.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#appendix-B
 * @throws OAuthError invalid_request
 */
export const parseForm = (body: Uint8Array): FormParams => parseText(body)

/**
 * Reads the query of a request's target, with or without its question mark, as it came (not decoded).
 *
 * @throws OAuthError invalid_request
 */
export const parseQuery = (query: string): FormParams => parseAsciiText(query.startsWith('?') ? query.slice(1) : query)
