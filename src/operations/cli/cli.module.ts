import { Module } from '@nestjs/common'
import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { AuditModule } from '#operations/audit/audit.module'
import { ClockModule } from '#platform/clock/clock.module'
import { ConfigModule } from '#platform/config/config.module'
import type { Settings } from '#platform/config/settings'
import { EventsModule } from '#platform/events/events.module'
import { SecretsModule } from '#platform/secrets/secrets.module'
import type { Verb, VerbDeclaration } from './cli-verb'

/** All settings, for a verb that starts parts of the server by itself. */
export class AllSettings {
  constructor(readonly settings: Settings) {}
}

/** Parts of the server, without HTTP; where there is a database, what is done is kept in its audit log. */
@Module({})
export class CliModule {
  static of(settings: Settings, modules: VerbDeclaration['modules'] = [], verbs: readonly Type<Verb>[] = []): DynamicModule {
    const platform = [ConfigModule.forRoot(settings), ClockModule, EventsModule]
    const audit = modules.length > 0 ? [SecretsModule, AuditModule.atCommandLine()] : []
    const providers = [...verbs, { provide: AllSettings, useValue: new AllSettings(settings) }]
    return { module: CliModule, imports: [...platform, ...audit, ...modules], providers }
  }
}

/** Starts the module's parts, works with them, and ends them again. */
export async function inContext<Result>(
  module: DynamicModule,
  work: (context: INestApplicationContext) => Promise<Result>,
): Promise<Result> {
  const context = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false })
  try {
    return await work(context)
  } finally {
    await context.close()
  }
}
