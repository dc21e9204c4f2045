/** A sample as Prometheus reads it. */
export interface ReadSample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

export interface ReadMetric {
  readonly name: string
  readonly type: string
  readonly samples: readonly ReadSample[]
}

const comment = /^# (HELP|TYPE) ([a-z_][\w:]*) (.+)$/
const sample = /^([a-z_][\w:]*)(?:\{(.*)\})? (-?[\d.e+-]+|NaN|[+-]Inf)$/i
const label = /([a-z_]\w*)="((?:[^"\\\n]|\\[\\"n])*)"/gy

function readLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {}
  let at = 0
  while (at < text.length) {
    label.lastIndex = at
    const [whole, name = '', value = ''] = label.exec(text) ?? []
    if (whole === undefined) throw new Error(`not labels: ${text}`)
    labels[name] = value
    at = label.lastIndex + 1
  }
  return labels
}

function readSample(line: string): ReadSample {
  const [whole, name = '', labels = '', value = ''] = sample.exec(line) ?? []
  if (whole === undefined) throw new Error(`not a sample: ${JSON.stringify(line)}`)
  return { name, labels: readLabels(labels), value: Number(value.replace('Inf', 'Infinity')) }
}

/** Reads Prometheus' text format, strictly: what is neither a comment nor a sample is an error. */
export function readMetrics(text: string): ReadMetric[] {
  const metrics: { name: string; type: string; samples: ReadSample[] }[] = []
  for (const line of text.split('\n').filter((one) => one !== '')) {
    if (!line.startsWith('#')) metrics.at(-1)?.samples.push(readSample(line))
    else if (!comment.test(line)) throw new Error(`not a comment: ${JSON.stringify(line)}`)
    else if (line.startsWith('# TYPE')) metrics.push({ name: line.split(' ')[2] ?? '', type: line.split(' ')[3] ?? '', samples: [] })
  }
  return metrics
}
