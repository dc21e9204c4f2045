/** What a histogram has counted so far. */
export interface HistogramReading {
  /** For each bound, how many values were no greater. */
  readonly buckets: readonly (readonly [bound: number, count: number])[]
  readonly count: number
  readonly sum: number
}

/** Counts values by their size; to add one costs some nanoseconds. */
export class Histogram {
  readonly #counts: Float64Array
  #sum = 0

  /** @param bounds upper bounds of the buckets, in growing order */
  constructor(private readonly bounds: readonly number[]) {
    this.#counts = new Float64Array(bounds.length + 1)
  }

  add(value: number): void {
    const { bounds } = this
    let bucket = 0
    while (bucket < bounds.length && value > (bounds[bucket] ?? 0)) bucket += 1
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1
    this.#sum += value
  }

  read(): HistogramReading {
    let count = 0
    const buckets = this.bounds.map((bound, index) => [bound, (count += this.#counts[index] ?? 0)] as const)
    return { buckets, count: count + (this.#counts[this.bounds.length] ?? 0), sum: this.#sum }
  }
}
