/**
 * The parameters of one request, as they came: repeats stay visible, a parameter without a value counts as absent.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-3.1
 */
export class FormParams {
  readonly #values = new Map<string, readonly string[]>()
  readonly #repeated = new Set<string>()

  constructor(pairs: Iterable<readonly [string, string]> = []) {
    const seen = new Set<string>()
    for (const [name, value] of pairs) {
      if (seen.has(name)) this.#repeated.add(name)
      seen.add(name)
      if (value !== '') this.#values.set(name, [...this.all(name), value])
    }
  }

  /** The value of a parameter that stands once, or its first value. */
  get(name: string): string | undefined {
    return this.#values.get(name)?.[0]
  }

  all(name: string): readonly string[] {
    return this.#values.get(name) ?? []
  }

  has(name: string): boolean {
    return this.#values.has(name)
  }

  names(): readonly string[] {
    return [...this.#values.keys()]
  }

  /** Names that stand more than once, with or without a value. */
  repeated(): readonly string[] {
    return [...this.#repeated]
  }
}
