import { resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { propertySeed } from './property-seed'

interface Message {
  /** The input that is being tried. */
  readonly input?: string
  /** What was found, '' for nothing. */
  readonly report?: string
}

const workerFile = resolve(__dirname, '../support/property-worker.cjs')
// The first answer waits for the modules to be compiled.
const startMs = 25_000
const excerptLength = 2_000

/** Has the properties of one file checked in a thread of its own, which is ended when an input gets no answer in time. */
export class PropertyRunner {
  #worker: Worker | undefined

  constructor(
    private readonly file: string,
    private readonly patienceMs = 5_000,
  ) {}

  /** What the property does not hold for, '' when nothing was found. */
  check(title: string): Promise<string> {
    const worker = (this.#worker ??= new Worker(workerFile, { execArgv: ['--conditions=aldgate:source'] }))
    return new Promise((settle, fail) => {
      const watch = new Watch(this.patienceMs, (last) => {
        void this.close()
        settle(`no answer within ${this.patienceMs} ms to ${last.slice(0, excerptLength)} (seed ${propertySeed})`)
      })
      worker.removeAllListeners().once('error', fail)
      worker.on('message', ({ input, report }: Message) => {
        if (report === undefined) return watch.on(input ?? '')
        watch.off()
        settle(report)
      })
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
      worker.postMessage({ file: this.file, title, seed: propertySeed })
    })
  }

  async close(): Promise<void> {
    const worker = this.#worker?.removeAllListeners()
    this.#worker = undefined
    await worker?.terminate()
  }
}

/** Tells when one input takes too long. */
class Watch {
  #timer: NodeJS.Timeout

  constructor(
    private readonly patienceMs: number,
    private readonly expire: (last: string) => void,
  ) {
    this.#timer = setTimeout(() => expire('the start'), startMs)
  }

  on(input: string): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.expire(input), this.patienceMs)
  }

  off(): void {
    clearTimeout(this.#timer)
  }
}
