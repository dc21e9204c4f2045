import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { JWK } from 'jose'
import { createApi } from '../api/create-api'
import { createClient } from '../client/create-client'
import { banner } from './banner'
import { toOrigin } from './demo-settings'
import type { DemoSettings } from './demo-settings'
import { explainPort } from './explain-port'
import { listenOnLoopback } from './listen-on-loopback'
import type { Listening } from './listen-on-loopback'
import { ServerProcess } from './server-process'

const keysFile = 'data/demo-keys.json'
const log = 'data/demo-server.log'
const serverHost = '127.0.0.1'
const now = () => Math.floor(Date.now() / 1000)

const readFapiKey = () => (JSON.parse(readFileSync(keysFile, 'utf8')) as { 'fapi-demo': JWK })['fapi-demo']

/** All that runs: the server as a process of its own, client and API in this one. */
export interface RunningDemo {
  /** Resolves when everything answers, and the terminal says where. Until then, too, it can be ended. */
  readonly ready: Promise<void>
  /** Resolves when the server has ended by itself. */
  readonly serverEnded: Promise<void>
  readonly end: () => Promise<void>
}

/** Finds out now, rather than from a server of somebody else that answers, whether the port is free. */
async function checkFree(port: number): Promise<void> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(port, serverHost, resolve))
  await new Promise((resolve) => probe.close(resolve))
}

const serverUse = (port: number) => ({
  port,
  user: 'the Aldgate server',
  setting: 'PORT',
  advice: 'If npm start runs in another terminal, end it there',
})

async function listenBoth(settings: DemoSettings): Promise<readonly Listening[]> {
  const { issuer, clientPort, apiPort, webSecret, apiSecret } = settings
  const [origin, apiOrigin] = [toOrigin(clientPort), toOrigin(apiPort)]
  const client = createClient({ origin, issuer, apiOrigin, webSecret, readFapiKey, now })
  const api = createApi({ origin: apiOrigin, issuer, clientId: 'demo-api', clientSecret: apiSecret, now })
  const first = await listenOnLoopback(client, clientPort).catch((error: unknown) => {
    throw explainPort(error, { port: clientPort, user: 'the demo client', setting: 'DEMO_CLIENT_PORT' })
  })
  try {
    return [first, await listenOnLoopback(api, apiPort)]
  } catch (error) {
    first.close()
    throw explainPort(error, { port: apiPort, user: 'the demo API', setting: 'DEMO_API_PORT' })
  }
}

/** The environment of the server: the demo seed, on this machine alone, whatever the shell says. */
function toServerEnvironment({ SEED: _seed, SEED_FILE: _file, ...environment }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...environment, HOST: serverHost }
}

/**
 * Starts server, client and API together, and says where they are.
 *
 * @throws DemoError
 */
export async function runDemo(settings: DemoSettings, environment: NodeJS.ProcessEnv): Promise<RunningDemo> {
  const { serverPort, issuer } = settings
  await checkFree(serverPort).catch((error: unknown) => {
    throw explainPort(error, serverUse(serverPort))
  })
  const listening = await listenBoth(settings)
  // Whatever Node was told for this process it is told for the server's, too.
  const args = [...process.execArgv, join(__dirname, '../../src/main'), '--development']
  const server = new ServerProcess({ args, environment: toServerEnvironment(environment), log })
  const end = async () => {
    listening.forEach(({ close }) => close())
    await server.end()
  }
  const ready = server.ready(`${issuer}/health/ready`).then(() => void process.stdout.write(banner(settings, log)))
  return { ready, serverEnded: server.ended, end }
}
