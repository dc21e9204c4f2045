// oxlint-disable-next-line import/no-unassigned-import -- before any decorator runs
import 'reflect-metadata'
import { Logger } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { Logger as PinoLogger } from 'nestjs-pino'
import { AppModule } from './app.module'
import { setUpApp } from './app.setup'
import type { Settings } from '#platform/config/settings'
import { LeanExpress } from '#platform/http/lean-express'
import { banner } from '#operations/start/banner'
import { endOnSignal } from '#operations/start/end-on-signal'
import { explainFailure } from '#operations/start/explain-failure'
import { packageVersion } from '#operations/start/package-version'
import { isVerbose, readSettings } from '#operations/start/read-settings'
import { toTlsOptions } from '#operations/start/tls-options'
import { startTracing } from '#platform/tracing/start-tracing'

/** Starts the server. With --development, NODE_ENV is development where it is not set. */
export async function serve(args: readonly string[]): Promise<void> {
  try {
    const settings = readSettings(args)
    const endTracing = startTracing(settings.tracing, settings.flows.nodeName)
    const app = await make(settings)
    await listen(app, settings.server)
    endOnSignal(app, settings.server.shutdownDelaySeconds, process, endTracing)
    announce(settings)
  } catch (error) {
    process.stderr.write(`${explainFailure(error, { task: 'the start', isVerbose: isVerbose(args) })}\n`)
    process.exit(1)
  }
}

async function listen(app: NestExpressApplication, { port, host }: Settings['server']): Promise<void> {
  await (host === undefined ? app.listen(port) : app.listen(port, host))
}

async function make(settings: Settings): Promise<NestExpressApplication> {
  const httpsOptions = toTlsOptions(settings.server)
  // The buffer is flushed by useLogger; a start that fails before then is told in one line.
  const options = { bodyParser: false, bufferLogs: true, autoFlushLogs: false, abortOnError: false, ...(httpsOptions && { httpsOptions }) }
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(settings), new LeanExpress(), options)
  app.useLogger(app.get(PinoLogger))
  app.flushLogs()
  setUpApp(app, settings)
  return app
}

function announce(settings: Settings): void {
  const { environment, issuer, port } = settings.server
  if (environment === 'development') process.stdout.write(banner(settings))
  else new Logger('Server').log(`Aldgate ${packageVersion()} serves ${issuer} on port ${port}`)
}
