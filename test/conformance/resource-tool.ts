import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { selfSigned } from './self-signed'

const root = join(__dirname, '..', '..')
const fromSource = ['--conditions=aldgate:source', '--require', join(root, 'test/support/from-source.cjs')]

/** The program that serves the protected resource of the plans without OpenID, as docs/conformance.md starts it. */
export class ResourceTool {
  readonly #folder = mkdtempSync(join(tmpdir(), 'aldgate-resource-'))
  readonly #certificate = selfSigned('ec')
  #process: ChildProcess | undefined

  constructor(private readonly environment: Readonly<Record<'ISSUER' | 'RESOURCE' | 'CLIENT_SECRET', string>>) {}

  async start(): Promise<void> {
    const [cert, key] = ['tls.crt', 'tls.key'].map((name) => join(this.#folder, name))
    writeFileSync(cert ?? '', this.#certificate.cert)
    writeFileSync(key ?? '', this.#certificate.key)
    const env = { ...this.environment, TLS_CERT_FILE: cert, TLS_KEY_FILE: key }
    const tool = join(root, 'tools/conformance-resource.mjs')
    this.#process = spawn(process.execPath, [...fromSource, tool], { env, stdio: ['ignore', 'pipe', 'ignore'] })
    await once(this.#process.stdout ?? this.#process, 'data')
  }

  async stop(): Promise<void> {
    const ended = this.#process && once(this.#process, 'exit')
    this.#process?.kill()
    await ended
    rmSync(this.#folder, { recursive: true })
  }

  async get(
    path: string,
    headers: OutgoingHttpHeaders = {},
  ): Promise<{ status: number; headers: IncomingMessage['headers']; json: unknown }> {
    const url = new URL(path, this.environment.RESOURCE)
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request(url, { headers, ca: this.#certificate.cert, agent: false }, resolve).on('error', reject).end()
    })
    return { status: response.statusCode ?? 0, headers: response.headers, json: await json(response) }
  }
}
