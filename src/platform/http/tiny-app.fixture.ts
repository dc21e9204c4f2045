import { randomBytes } from 'node:crypto'
import { Global, Module } from '@nestjs/common'
import type { Type } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { ClockModule } from '#platform/clock/clock.module'
import { knownLanguages, PageSettings } from '#platform/config/page-settings'
import { ServerSettings } from '#platform/config/server-settings'
import { EventsModule } from '#platform/events/events.module'
import { Secrets } from '#platform/secrets/secrets'
import { configureHttp } from './configure-http'
import { HttpModule } from './http.module'
import { LeanExpress } from './lean-express'

const pageSettings: PageSettings = Object.assign(new PageSettings(), { name: 'Aldgate', color: '#1f4e8c', languages: [...knownLanguages] })
const usual = { issuer: 'https://id.example', hsts: 'subdomains', trustProxy: [], connectionsPerAddress: 1000 } as const
const platform = (settings: ServerSettings) => [
  { provide: ServerSettings, useValue: settings },
  { provide: PageSettings, useValue: pageSettings },
  { provide: Secrets, useValue: new Secrets([randomBytes(32)]) },
]

/** An application of the given controllers behind the platform's HTTP, for tests. */
export async function startTinyApp(controllers: Type[], overrides: Partial<ServerSettings> = {}): Promise<NestExpressApplication> {
  const settings: ServerSettings = Object.assign(new ServerSettings(), { ...usual, ...overrides })
  @Global()
  @Module({ providers: platform(settings), exports: [PageSettings, Secrets, ServerSettings] })
  class TinySettingsModule {}
  @Module({ imports: [TinySettingsModule, ClockModule, EventsModule, HttpModule], controllers })
  class TinyModule {}
  const app = await NestFactory.create<NestExpressApplication>(TinyModule, new LeanExpress(), { logger: false, bodyParser: false })
  configureHttp(app, settings)
  return app.init()
}
