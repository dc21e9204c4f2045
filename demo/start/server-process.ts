import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DemoError } from './demo-error'

/** What is started, with which environment, and where its standard output goes. */
export interface ServerCommand {
  readonly args: readonly string[]
  readonly environment: NodeJS.ProcessEnv
  readonly log: string
}

const lookMilliseconds = 100
const patienceMilliseconds = 60_000

/** The Aldgate server as a process of its own. */
export class ServerProcess {
  readonly #child: ChildProcess
  /** Resolves when the process has ended, however it did. */
  readonly ended: Promise<void>

  /** Starts it. Its log goes to a file, its complaints to the terminal. */
  constructor({ args, environment, log }: ServerCommand) {
    mkdirSync(dirname(log), { recursive: true })
    this.#child = spawn(process.execPath, args, { env: environment, stdio: ['ignore', openSync(log, 'w', 0o600), 'inherit'] })
    this.ended = new Promise((resolve) => this.#child.once('exit', () => resolve()).once('error', () => resolve()))
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null || this.#child.pid === undefined
  }

  /**
   * Waits until the server answers that it is ready.
   *
   * @throws DemoError where it ends before, or never is
   */
  async ready(address: string): Promise<void> {
    for (const end = performance.now() + patienceMilliseconds; performance.now() < end; await sleep(lookMilliseconds)) {
      if (this.hasEnded) throw new DemoError('The server did not start.')
      if (await isReady(address)) return
    }
    throw new DemoError(`${address} does not say that it is ready.`)
  }

  /** Asks the server to end, and waits for it. */
  async end(): Promise<void> {
    if (!this.hasEnded) this.#child.kill('SIGTERM')
    await this.ended
  }
}

async function isReady(address: string): Promise<boolean> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(1000) })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}
