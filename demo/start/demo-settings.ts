import { DemoError } from './demo-error'

/** Where everything is, and the secrets of the demo seed. */
export interface DemoSettings {
  readonly issuer: string
  readonly serverPort: number
  readonly clientPort: number
  readonly apiPort: number
  readonly webSecret: string
  readonly apiSecret: string
}

type Environment = Readonly<Record<string, string | undefined>>

const maxPort = 65_535

function readPort(environment: Environment, name: string, usual: number): number {
  const text = environment[name]?.trim()
  if (!text) return usual
  const port = Number(text)
  if (!/^\d+$/.test(text) || port < 1 || port > maxPort) throw new DemoError(`${name} must be a port, 1 to ${maxPort}`)
  return port
}

/**
 * Reads the demo's settings; the defaults are those of seeds/demo.yaml.
 *
 * @throws DemoError
 */
export function readDemoSettings(environment: Environment): DemoSettings {
  const serverPort = readPort(environment, 'PORT', 3000)
  return {
    serverPort,
    issuer: environment['ISSUER'] || `http://localhost:${serverPort}`,
    clientPort: readPort(environment, 'DEMO_CLIENT_PORT', 4000),
    apiPort: readPort(environment, 'DEMO_API_PORT', 4001),
    webSecret: environment['WEB_DEMO_SECRET'] || 'only-for-the-demo-0123456789abcdef',
    apiSecret: environment['DEMO_API_SECRET'] || 'only-for-the-demo-api-0123456789abcdef',
  }
}

/** The address of a port on this machine, as browsers and the seed spell it. */
export const toOrigin = (port: number): string => `http://localhost:${port}`
