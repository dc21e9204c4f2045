import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './free-port'

const root = join(__dirname, '..', '..')
const fromSource = ['--conditions=aldgate:source', '--require', join(__dirname, 'compile-typescript.cjs')]

/** `npm run demo` without the build, as a process in a folder of its own. */
export class DemoProcess {
  readonly #folder: string
  readonly #child: ChildProcess
  /** What stood on the terminal so far. */
  output = ''
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>

  private constructor(
    readonly ports: Readonly<Record<'PORT' | 'DEMO_CLIENT_PORT' | 'DEMO_API_PORT', string>>,
    environment: Readonly<Record<string, string>>,
  ) {
    this.#folder = mkdtempSync(join(tmpdir(), 'aldgate-demo-'))
    symlinkSync(join(root, 'seeds'), join(this.#folder, 'seeds'))
    const env = { PATH: process.env['PATH'], ...ports, ...environment }
    const args = [...fromSource, join(root, 'demo', 'main')]
    this.#child = spawn(process.execPath, args, { cwd: this.#folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [this.#child.stdout, this.#child.stderr]) stream?.on('data', (text: Buffer) => (this.output += text.toString()))
    this.ended = new Promise((resolve) => this.#child.once('close', resolve))
  }

  static async start(environment: Readonly<Record<string, string>> = {}): Promise<DemoProcess> {
    const [server, client, api] = [await freePort(), await freePort(), await freePort()]
    return new DemoProcess({ PORT: `${server}`, DEMO_CLIENT_PORT: `${client}`, DEMO_API_PORT: `${api}` }, environment)
  }

  /** Waits until it says that it is ready, or has ended. */
  async ready(): Promise<void> {
    const said = new Promise<void>((resolve) => {
      this.#child.stdout?.on('data', () => this.output.includes('are ready') && resolve())
    })
    await Promise.race([said, this.ended])
  }

  /** Waits until the server's process is there: it writes its log from then on. */
  async serverStarted(): Promise<void> {
    while (!existsSync(join(this.#folder, 'data', 'demo-server.log'))) await sleep(20)
    await sleep(200)
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name)
  }

  async stop(): Promise<void> {
    this.signal('SIGTERM')
    await this.ended
    rmSync(this.#folder, { recursive: true })
  }
}
