import type { HistogramReading } from '#libs/measures/histogram'
import type { Metric } from '#libs/measures/metric'

/** One line of the text format. */
export interface Value {
  /** Where it is not the metric's own: a histogram is many lines. */
  readonly metricName?: string
  readonly labels: Readonly<Record<string, string | number>>
  readonly value: number
}

/** What a metric reads at the moment, line by line. */
export async function toValues(metric: Metric): Promise<Value[]> {
  const named = (values: readonly string[]) => Object.fromEntries(metric.labels.map((label, index) => [label, values[index] ?? '']))
  if (metric.type !== 'histogram') return Array.from(await metric.read(), ([labels, value]) => ({ labels: named(labels), value }))
  return Array.from(await metric.read()).flatMap(([labels, reading]) => distribution(metric.name, named(labels), reading))
}

function distribution(name: string, labels: Value['labels'], { buckets, count, sum }: HistogramReading): Value[] {
  const bucket = (le: string | number, value: number) => ({ metricName: `${name}_bucket`, labels: { ...labels, le }, value })
  return [
    ...buckets.map(([bound, value]) => bucket(bound, value)),
    bucket('+Inf', count),
    { metricName: `${name}_sum`, labels, value: sum },
    { metricName: `${name}_count`, labels, value: count },
  ]
}
