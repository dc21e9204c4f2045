import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { createApi } from '../../demo/api/create-api'
import { createClient } from '../../demo/client/create-client'
import { readDemoSettings, toOrigin } from '../../demo/start/demo-settings'
import { listenOnLoopback } from '../../demo/start/listen-on-loopback'
import { freePort } from './free-port'
import { TestKey } from './test-keys'
import { startServer } from './test-server'
import type { TestServer } from './test-server'

/** Server, demo client and demo API with the demo's own seed, all in this process. */
export interface Demo {
  readonly server: TestServer
  readonly clientOrigin: string
  readonly apiOrigin: string
  readonly close: () => Promise<void>
}

/** Starts the demo on free ports. */
export async function startDemo(environment: Readonly<Record<string, string>> = {}): Promise<Demo> {
  const key = new TestKey('ES256')
  const [clientPort, apiPort] = [await freePort(), await freePort()]
  const ports = { DEMO_CLIENT_PORT: String(clientPort), DEMO_API_PORT: String(apiPort) }
  const variables = { ...ports, DEMO_FAPI_JWKS: JSON.stringify({ keys: [key.publicJwk] }) }
  const seed = parse(readFileSync('seeds/demo.yaml', 'utf8')) as object
  const server = await startServer({ seed, environment: { ...variables, ...environment } })
  const { webSecret, apiSecret } = readDemoSettings(ports)
  const [clientOrigin, apiOrigin, now] = [toOrigin(clientPort), toOrigin(apiPort), () => server.clock.now()]
  const { issuer } = server
  const client = createClient({ origin: clientOrigin, issuer, apiOrigin, webSecret, readFapiKey: () => key.privateJwk, now })
  const api = createApi({ origin: apiOrigin, issuer, clientId: 'demo-api', clientSecret: apiSecret, now })
  const listening = [await listenOnLoopback(client, clientPort), await listenOnLoopback(api, apiPort)]
  const close = async () => {
    listening.forEach((one) => one.close())
    await server.close()
  }
  return { server, clientOrigin, apiOrigin, close }
}
