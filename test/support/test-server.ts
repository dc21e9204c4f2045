import 'reflect-metadata'
import { Test } from '@nestjs/testing'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { Logger as PinoLogger } from 'nestjs-pino'
import type { DestinationStream } from 'pino'
import { DataSource } from 'typeorm'
import { AppModule } from '../../src/app.module'
import { setUpApp } from '../../src/app.setup'
import { Clock } from '#platform/clock/clock'
import type { Settings } from '#platform/config/settings'
import { LeanExpress } from '#platform/http/lean-express'
import { RootLog } from '#platform/logging/root-log'
import { dumpDatabase } from './dump-database'
import { freePort } from './free-port'
import { TestClock } from './test-clock'
import { testDatabase } from './test-database'
import { testSettings } from './test-settings'
import { watchSecrets } from './watched-secrets'

/** The whole server, listening on loopback, on a database of its own. */
export interface TestServer {
  /** Where it is reached: its issuer, unless the environment names another. */
  readonly issuer: string
  readonly app: NestExpressApplication
  readonly clock: TestClock
  readonly settings: Settings
  readonly close: () => Promise<void>
}

export interface TestServerOptions {
  /** The seed document, as contract's YAML would say it. */
  readonly seed: object
  /** The issuer's path. */
  readonly path?: string
  readonly environment?: Readonly<Record<string, string>>
  /** Where the server writes its log, all of it. */
  readonly log?: DestinationStream
  /** What is still to be done before the server listens. */
  readonly prepare?: (app: NestExpressApplication) => void
}

/**
 * Starts a server with the seed; close() stops it and removes its database.
 *
 * No secret that went over the wire may be in its log, at its most talkative, or in its rows: close() looks (SEC-442, SEC-443).
 */
export async function startServer({ seed, path = '', environment = {}, log, prepare }: TestServerOptions): Promise<TestServer> {
  const [database, port] = [environment['DATABASE_URL'] === undefined ? await testDatabase() : undefined, await freePort()]
  const issuer = `http://127.0.0.1:${port}${path}`
  const secrets = watchSecrets()
  const server = { PORT: String(port), ISSUER: issuer, ...(database && { DATABASE_URL: database.url }), LOG_LEVEL: 'silent' }
  const settings = testSettings({ ...server, SEED: JSON.stringify(seed), ...environment })
  const clock = new TestClock()
  const builder = Test.createTestingModule({ imports: [AppModule.forRoot(settings)] })
    .overrideProvider(Clock)
    .useValue(clock)
  const lines: string[] = []
  const destination = {
    write(line: string) {
      lines.push(line)
      log?.write(line)
    },
  }
  builder.overrideProvider(RootLog).useValue(new RootLog('trace', { destination }))
  const app = (await builder.compile()).createNestApplication<NestExpressApplication>(new LeanExpress(), {
    bodyParser: false,
    logger: false,
  })
  app.useLogger(app.get(PinoLogger))
  setUpApp(app, settings)
  prepare?.(app)
  await app.listen(port, '127.0.0.1')
  const close = async () => {
    const rows = app.get(DataSource).isInitialized ? [...(await dumpDatabase(app)).values()] : []
    const leaked = [lines.join(''), ...rows].flatMap((text) => secrets.findIn(text))
    await app.close()
    await database?.drop()
    expect(leaked).toEqual([])
  }
  return { issuer, app, clock, settings, close }
}
