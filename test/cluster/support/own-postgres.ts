import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** A PostgreSQL server of one spec alone, which may halt it. */
export class OwnPostgres {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  /** @param flags the server's settings, name=value */
  static async start(flags: readonly string[] = []): Promise<OwnPostgres> {
    const child = fork(join(__dirname, 'postgres-process.cjs'), flags, { execArgv: [] })
    const [{ url }] = (await once(child, 'message')) as [{ url: string }]
    return new OwnPostgres(child, url)
  }

  /** Stops the server as an operator does: connections are closed, what is under way is rolled back. */
  async halt(): Promise<void> {
    await this.#do('halt')
  }

  /** Starts it again, with all that it had. */
  async resume(): Promise<void> {
    await this.#do('resume')
  }

  /** Ends it for good. */
  async stop(): Promise<void> {
    await this.#do('stop')
  }

  async #do(order: 'halt' | 'resume' | 'stop'): Promise<void> {
    const done = once(this.child, 'message')
    this.child.send({ order })
    const [{ failed }] = (await done) as [{ failed?: string }]
    if (failed !== undefined) throw new Error(`PostgreSQL does not ${failed}`)
  }
}
