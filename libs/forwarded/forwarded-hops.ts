import { parseNode } from './parse-node'
import { splitFromRight } from './split-from-right'

/** Where a request came from, by each proxy that it passed, the last one first; undefined where a proxy names no address. */
export type Hops = Iterable<string | undefined>

// Not tried again at each character of a long run of spaces that does not end the text.
const whitespace = /^[ \t]+|(?<![ \t])[ \t]+$/g
const trim = (text: string) => text.replaceAll(whitespace, '')

/** The hops in X-Forwarded-For, to which each proxy appends the address that it was asked from. */
export function* xForwardedForHops(header: string): Generator<string | undefined, void> {
  for (const node of splitFromRight(header, ',')) yield parseNode(trim(node))
}

/**
 * The hops in Forwarded, to which each proxy appends an element whose "for" is the address that it was asked from.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7239#section-4
 */
export function* forwardedHops(header: string): Generator<string | undefined, void> {
  for (const element of splitFromRight(header, ',')) yield addressIn(element)
}

// No node has a character in it that would have to be escaped.
const parameter = /^([!#$%&'*+.^_`|~\w-]+)=(?:"([^"\\]*)"|([^"\\\s]+))$/

/** An element that is malformed, or says "for" twice, names nobody. */
function addressIn(element: string): string | undefined {
  const parameters = [...splitFromRight(element, ';')].map((text) => parameter.exec(trim(text)))
  const from = parameters.filter((match) => match?.[1]?.toLowerCase() === 'for')
  const [first, ...others] = from
  if (!first || others.length > 0 || parameters.includes(null)) return undefined
  return parseNode(first[2] ?? first[3] ?? '')
}
