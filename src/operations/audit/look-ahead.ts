/** Reads a sequence piece by piece: each piece ends where its condition does. */
export class LookAhead<Item> {
  #next: IteratorResult<Item, unknown> | undefined

  constructor(private readonly items: AsyncGenerator<Item>) {}

  /** Gives away the items that come next, as long as the condition holds. */
  async take(condition: (item: Item) => boolean, give: (item: Item) => void): Promise<void> {
    for (;;) {
      this.#next ??= await this.items.next()
      if (this.#next.done || !condition(this.#next.value)) return
      give(this.#next.value)
      this.#next = undefined
    }
  }
}
