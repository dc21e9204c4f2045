import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from '../../support/free-port'
import { eventually } from './eventually'

export type Environment = Readonly<Record<string, string>>

/** Where a node is to die: when this table's row has been used up, before the commit, or after it and before the answer. */
export interface KillPoint {
  readonly table: 'authorization_codes' | 'refresh_tokens'
  readonly progress: 'taken' | 'before-commit' | 'after-commit'
}

const preload = (name: string) => ['--require', join(__dirname, '..', 'preload', name)]
/** Lines of a node's log that are kept, to be shown when something goes wrong. */
const keptLines = 200

/** Those of Node.js with which npm run start:prod starts the server. */
function flagsOf(build: string): string[] {
  const { scripts } = JSON.parse(readFileSync(join(build, 'package.json'), 'utf8')) as { readonly scripts: Record<string, string> }
  return (scripts['start:prod'] ?? '').split(' ').filter((word) => word.startsWith('--'))
}

const isOk = async (url: string): Promise<boolean> => {
  const answer = await fetch(url).catch(() => undefined)
  return answer?.status === 200
}

/** One node of the server: the compiled main.js in a process of its own. */
export class ServerNode {
  #process: ChildProcess | undefined
  readonly log: string[] = []
  /** How often it was started. */
  starts = 0

  private constructor(
    readonly port: number,
    private readonly environment: Environment,
    private readonly build: string,
  ) {}

  /** @param build the folder of a compiled server, where it is not this one */
  static async prepare(environment: Environment, build = process.env['TEST_BUILD'] ?? ''): Promise<ServerNode> {
    return new ServerNode(await freePort(), environment, build)
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`
  }

  get pid(): number | undefined {
    return this.#process?.pid
  }

  /** Starts it, and returns when it is ready. */
  async start(): Promise<void> {
    const node = this.launch()
    const story = () => `a node that is ready, which says:\n${this.log.join('\n')}`
    await eventually(async () => {
      if (node.exitCode !== null || node.signalCode !== null) throw new Error(`there is no ${story()}`)
      return isOk(`${this.origin}/health/ready`)
    }, story)
  }

  /** Starts it, and returns at once. */
  launch(): ChildProcess {
    const ahead = this.environment['TEST_CLOCK_AHEAD'] === undefined ? [] : preload('clock.cjs')
    const execArgv = [...flagsOf(this.build), ...ahead, ...preload('loopback.cjs'), ...preload('kill-points.cjs')]
    const env = { PATH: process.env['PATH'], ...this.environment, PORT: String(this.port) }
    const node = fork(join(this.build, 'dist', 'src', 'main.js'), {
      execArgv,
      env,
      cwd: this.build,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    for (const stream of [node.stdout, node.stderr]) if (stream) createInterface(stream).on('line', (line) => this.#keep(line))
    this.#process = node
    this.starts += 1
    return node
  }

  /** Has the node die at this point of the next transaction that gets there. */
  async dieAt(point: KillPoint): Promise<void> {
    const armed = once(this.#process ?? process, 'message')
    this.#process?.send({ point })
    await armed
  }

  /** When the process has ended: by which code or signal. */
  async ended(): Promise<number | NodeJS.Signals | null> {
    const node = this.#process
    if (!node) return null
    if (node.exitCode === null && node.signalCode === null) await once(node, 'exit')
    return node.signalCode ?? node.exitCode
  }

  /** Ends it, as a supervisor does (SIGTERM), or as a power cut does (SIGKILL). */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | NodeJS.Signals | null> {
    this.#process?.kill(signal)
    return this.ended()
  }

  #keep(line: string): void {
    this.log.push(line)
    this.log.splice(0, this.log.length - keptLines)
  }
}
