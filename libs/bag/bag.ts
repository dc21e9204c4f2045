/** What is in no bag. */
export const notInBag = -1

/** Something that knows its place in the bag that it is in. */
export interface InBag {
  place: number
}

/**
 * Things in no order, for what comes and goes thousands of times a second. A Set makes its table anew every few removals, and each that has
 * grown old keeps the next one from being collected as garbage, with all that was in it.
 */
export class Bag<Item extends InBag> {
  readonly #items: Item[] = []

  get size(): number {
    return this.#items.length
  }

  add(item: Item): void {
    item.place = this.#items.push(item) - 1
  }

  /** Whether it was there; the last one takes its place. */
  remove(item: Item): boolean {
    if (item.place === notInBag) return false
    const last = this.#items.pop() as Item
    if (last !== item) this.#put(last, item.place)
    item.place = notInBag
    return true
  }

  /** Those that are there now: what comes and goes meanwhile changes nothing. */
  all(): readonly Item[] {
    return [...this.#items]
  }

  #put(item: Item, place: number): void {
    this.#items[place] = item
    item.place = place
  }
}
