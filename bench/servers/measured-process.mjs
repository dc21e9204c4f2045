import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

const reporter = new URL('./report-usage.mjs', import.meta.url).href
/** Milliseconds for a server to answer its first request. */
const patience = 30_000

/** A server in a process of its own, whose CPU time and memory can be asked for. */
export class MeasuredProcess {
  #child

  constructor(base, nodeArguments, environment) {
    this.base = base
    // Its log goes where production's goes, to standard output, and is thrown away.
    const options = { env: { PATH: process.env.PATH, ...environment }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }
    this.#child = spawn(process.execPath, ['--import', reporter, ...nodeArguments], options)
  }

  /** Waits until it serves. */
  async ready() {
    const until = performance.now() + patience
    while (performance.now() < until && this.#child.exitCode === null) {
      const answer = await fetch(`${this.base}/.well-known/openid-configuration`).catch(() => undefined)
      if (answer?.ok) return this
      await sleep(100)
    }
    await this.stop()
    throw new Error(`the server at ${this.base} does not start`)
  }

  /**
   * CPU microseconds since its start, and resident bytes now.
   *
   * @param profile startsProfile: from here on; profileFile: of what has been since
   */
  async usage(profile = {}) {
    this.#child.send(profile)
    const [usage] = await once(this.#child, 'message')
    return usage
  }

  async stop() {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const ended = once(this.#child, 'exit')
    this.#child.kill('SIGTERM')
    await ended
  }
}
