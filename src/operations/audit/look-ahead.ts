/** Reads a sequence piece by piece: each piece ends where its condition does. */
export class LookAhead<Item> {
  #next: IteratorResult<Item, unknown> | undefined

  constructor(private readonly items: AsyncGenerator<Item>) {}

  /** Gives away the items that come next, as long as the condition holds. */
  async take(condition: (item: Item) => boolean, give: (item: Item) => void): Promise<void> {
    for await (const item of this.taken(condition)) give(item)
  }

  /** The items that come next, as long as the condition holds. */
  async *taken(condition: (item: Item) => boolean): AsyncGenerator<Item> {
    for (;;) {
      this.#next ??= await this.items.next()
      if (this.#next.done || !condition(this.#next.value)) return
      const { value } = this.#next
      this.#next = undefined
      yield value
    }
  }
}
