/** So many combinations of labels each have a measure of their own; the labels of our metrics have far fewer. */
const usualMost = 1_000
const separator = '\n'
const beyond = 'other'

/**
 * A measure for each combination of label values. Whatever comes in from outside, there is a bound to their number: when it is reached, new
 * combinations share one measure whose labels all say "other".
 */
export class Series<Measure> {
  readonly #measures = new Map<string, readonly [labels: readonly string[], measure: Measure]>()

  constructor(
    private readonly make: () => Measure,
    private readonly most = usualMost,
  ) {}

  of(...labels: readonly string[]): Measure {
    return this.#measures.get(labels.join(separator))?.[1] ?? this.#add(labels)
  }

  entries(): Iterable<readonly [labels: readonly string[], measure: Measure]> {
    return this.#measures.values()
  }

  #add(wanted: readonly string[]): Measure {
    const labels = this.#measures.size < this.most ? wanted : wanted.map(() => beyond)
    const key = labels.join(separator)
    const measure = this.#measures.get(key)?.[1] ?? this.make()
    this.#measures.set(key, [labels, measure])
    return measure
  }
}
