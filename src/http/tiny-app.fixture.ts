import { Global, Module } from '@nestjs/common'
import type { Type } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { ClockModule } from '../clock/clock.module'
import { ServerSettings } from '../config/server-settings'
import { EventsModule } from '../events/events.module'
import { configureHttp } from './configure-http'
import { HttpModule } from './http.module'

/** An application of the given controllers behind the platform's HTTP, for tests. */
export async function startTinyApp(controllers: Type[], overrides: Partial<ServerSettings> = {}): Promise<NestExpressApplication> {
  const settings: ServerSettings = Object.assign(new ServerSettings(), { issuer: 'https://id.example', trustProxy: [], ...overrides })
  @Global()
  @Module({ providers: [{ provide: ServerSettings, useValue: settings }], exports: [ServerSettings] })
  class TinySettingsModule {}
  @Module({ imports: [TinySettingsModule, ClockModule, EventsModule, HttpModule], controllers })
  class TinyModule {}
  const app = await NestFactory.create<NestExpressApplication>(TinyModule, { logger: false, bodyParser: false })
  configureHttp(app, settings)
  return app.init()
}
