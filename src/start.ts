import 'reflect-metadata'
import { NestFactory } from '@nestjs/core'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { Logger } from 'nestjs-pino'
import { AppModule } from './app.module'
import { setUpApp } from './app.setup'
import { banner } from './banner'
import { loadSettings } from './config/load-settings'
import { toEnvironment } from './config/to-environment'
import type { Settings } from './config/settings'
import { explainFailure } from './explain-failure'
import { endOnSignal } from './shutdown'
import { toTlsOptions } from './tls-options'

/** Starts the server. With --development, NODE_ENV is development where it is not set. */
export async function start(args: readonly string[]): Promise<void> {
  try {
    const settings = loadSettings(toEnvironment(args))
    const app = await make(settings)
    await app.listen(settings.server.port)
    endOnSignal(app, settings.server.shutdownDelaySeconds)
    if (settings.server.environment === 'development') process.stdout.write(banner(settings))
  } catch (error) {
    process.stderr.write(`${explainFailure(error)}\n`)
    process.exit(1)
  }
}

async function make(settings: Settings): Promise<NestExpressApplication> {
  const httpsOptions = toTlsOptions(settings.server)
  const options = { bodyParser: false, bufferLogs: true, abortOnError: false, ...(httpsOptions && { httpsOptions }) }
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(settings), options)
  app.useLogger(app.get(Logger))
  setUpApp(app, settings)
  return app
}
