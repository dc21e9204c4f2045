/**
 * Something that is known of a request, kept on the request itself. In a WeakMap, which is old, it would outlive its request until the next
 * full collection, with all that it refers to: collections of the young generation keep what old maps hold.
 */
export class RequestNote<Value> {
  readonly #key: symbol

  constructor(name: string) {
    this.#key = Symbol(name)
  }

  of(request: object): Value | undefined {
    return (request as Readonly<Record<symbol, Value | undefined>>)[this.#key]
  }

  put(request: object, value: Value): Value {
    ;(request as Record<symbol, Value>)[this.#key] = value
    return value
  }
}
