import { checkParameterLength } from './check-parameter-length'

/**
 * The parameters of one request, as they came: repeats stay visible, a parameter without a value counts as absent. A value is only read
 * with the longest length that it may have.
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
      if (value !== '') this.#values.set(name, [...this.#all(name), value])
    }
  }

  /**
   * The value of a parameter that stands once, or its first value.
   *
   * @param longest in characters
   * @throws OAuthError invalid_request when it is longer
   */
  text(name: string, longest: number): string | undefined {
    return this.texts(name, longest)[0]
  }

  /**
   * All values of a parameter that may stand more than once.
   *
   * @param longest of each, in characters
   * @throws OAuthError invalid_request when one is longer
   */
  texts(name: string, longest: number): readonly string[] {
    const values = this.#all(name)
    for (const value of values) checkParameterLength(name, value, longest)
    return values
  }

  /** The beginning of a value, for a caller that answers overlong ones itself: one more than it allows shows that there was more. */
  start(name: string, characters: number): string | undefined {
    return this.#all(name)[0]?.slice(0, characters)
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

  #all(name: string): readonly string[] {
    return this.#values.get(name) ?? []
  }
}
