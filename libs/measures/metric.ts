import type { Counter } from './counter'
import type { Histogram, HistogramReading } from './histogram'
import type { Series } from './series'

/** The values of a metric's labels, in their order, and what was measured there. */
export type Sample<Value> = readonly [labels: readonly string[], value: Value]
type Reading<Value> = Iterable<Sample<Value>>

interface Described<Type extends string, Value> {
  readonly type: Type
  /** As Prometheus knows it: with its unit, and `_total` at the end of what only grows. */
  readonly name: string
  readonly help: string
  readonly labels: readonly string[]
  /** What it is now. */
  readonly read: () => Reading<Value> | Promise<Reading<Value>>
}

/** A figure that the server gives of itself. */
export type Metric = Described<'counter' | 'gauge', number> | Described<'histogram', HistogramReading>

type Description = readonly [name: string, help: string, ...labels: readonly string[]]
const described = ([name, help, ...labels]: Description) => ({ name, help, labels })

/** Something that is counted since the start. */
export const counter = (description: Description, read: () => Reading<number> | Promise<Reading<number>>): Metric => ({
  type: 'counter',
  ...described(description),
  read,
})

/** Something that goes up and down. */
export const gauge = (description: Description, read: () => Reading<number> | Promise<Reading<number>>): Metric => ({
  type: 'gauge',
  ...described(description),
  read,
})

/** Something of which there are small and large. */
export const histogram = (description: Description, read: () => Reading<HistogramReading>): Metric => ({
  type: 'histogram',
  ...described(description),
  read,
})

/** What a series of counters has counted. */
export const counted = (series: Series<Counter>): Sample<number>[] => Array.from(series.entries(), ([labels, { value }]) => [labels, value])

/** What a series of histograms has counted. */
export const distributed = (series: Series<Histogram>): Sample<HistogramReading>[] =>
  Array.from(series.entries(), ([labels, one]) => [labels, one.read()])

/** The only value of a metric without labels. */
export const alone = <Value>(value: Value): Sample<Value>[] => [[[], value]]
