import { FluentBundle, FluentResource } from '@fluent/bundle'
import { escapeHtml } from '../pages/escape-html'
import type { Message, MessageArguments } from './message'

/** Marks a place in a sentence that is prepared once and filled often; no message holds these characters. */
const place = /\u2068?\uE000([\w-]+)\uE001\u2069?/
const toPlace = (name: string): readonly [string, string] => [name, `\uE000${name}\uE001`]

/** One language of the pages: its messages, and what has to be known of it. */
export class Language {
  readonly #bundle: FluentBundle
  readonly #fixed = new Map<string, string>()
  readonly #prepared = new Map<string, readonly string[]>()
  readonly name: string
  readonly direction: string

  /** @param tag BCP 47 */
  constructor(
    readonly tag: string,
    source: string,
  ) {
    this.#bundle = new FluentBundle(tag)
    this.#bundle.addResource(new FluentResource(source))
    this.name = this.text('language-name')
    this.direction = this.text('direction')
  }

  /** A message as plain text; what shows it escapes it. */
  text(message: string | Message, args?: MessageArguments): string {
    const id = typeof message === 'string' ? message : message.id
    const given = typeof message === 'string' ? args : message.args
    return given ? this.#format(id, given) : this.#fixedText(id)
  }

  /** A message as HTML: its words escaped, and what fills its places escaped, set apart from the direction of the text, and strong. */
  html(id: string, args: Readonly<Record<string, string>>): string {
    const [first = '', ...rest] = this.#preparedParts(id, Object.keys(args))
    const filled = rest.map((part, index) => (index % 2 === 0 ? `<strong><bdi>${escapeHtml(args[part] ?? '')}</bdi></strong>` : part))
    return first + filled.join('')
  }

  #fixedText(id: string): string {
    const known = this.#fixed.get(id)
    if (known !== undefined) return known
    const text = this.#format(id)
    this.#fixed.set(id, text)
    return text
  }

  /** The words around the places, and the places' names in between. */
  #preparedParts(id: string, names: readonly string[]): readonly string[] {
    const known = this.#prepared.get(id)
    if (known) return known
    const parts = this.#format(id, Object.fromEntries(names.map(toPlace))).split(place)
    const escaped = parts.map((part, index) => (index % 2 === 0 ? escapeHtml(part) : part))
    this.#prepared.set(id, escaped)
    return escaped
  }

  #format(id: string, args?: MessageArguments): string {
    const pattern = this.#bundle.getMessage(id)?.value
    if (pattern === null || pattern === undefined) throw new Error(`there is no message ${id} in ${this.tag}`)
    return this.#bundle.formatPattern(pattern, args)
  }
}
