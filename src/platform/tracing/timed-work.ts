import { Histogram } from '#libs/measures/histogram'
import { inSpan } from './span'

/** Upper bounds in seconds, from half a millisecond on. */
const bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Work of one kind: how long it takes is counted, and each is a span where there is a trace. */
export class TimedWork {
  readonly seconds = new Histogram(bounds)

  constructor(private readonly name: string) {}

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    const startedAt = performance.now()
    try {
      return await inSpan(this.name, work)
    } finally {
      this.seconds.add((performance.now() - startedAt) / 1000)
    }
  }
}
