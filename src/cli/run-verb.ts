import { Module } from '@nestjs/common'
import type { DynamicModule, Type } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { ClockModule } from '../clock/clock.module'
import { ConfigModule } from '../config/config.module'
import type { DatabaseSettings } from '../config/database-settings'
import type { Settings } from '../config/settings'
import { EventsModule } from '../events/events.module'
import { SecretsModule } from '../secrets/secrets.module'
import { declarationOf } from './cli-verb'
import type { Verb, VerbOptions, VerbOutput } from './cli-verb'

/** The parts of the server that a verb works with, without HTTP. */
@Module({})
class CliModule {
  static of(verb: Type<Verb>, settings: Settings): DynamicModule {
    const platform = [ConfigModule.forRoot(settings), ClockModule, SecretsModule, EventsModule]
    return { module: CliModule, imports: [...platform, ...(declarationOf(verb).modules ?? [])], providers: [verb] }
  }
}

/** A verb's arguments and options. */
interface Call {
  readonly args: readonly string[]
  readonly options: VerbOptions
}

/** Starts what a verb needs, runs it, and ends all that again. */
export async function runVerb(verb: Type<Verb>, { args, options }: Call, settings: Settings): Promise<VerbOutput> {
  const context = await NestFactory.createApplicationContext(CliModule.of(verb, withMigrationsOf(verb, settings)), {
    logger: false,
    abortOnError: false,
  })
  try {
    return await context.get(verb).run(args, options)
  } finally {
    await context.close()
  }
}

/** Whatever MIGRATE says to servers: only a verb that says so changes the schema. */
const withMigrationsOf = (verb: Type<Verb>, settings: Settings): Settings => {
  const migrate = declarationOf(verb).migrates === true ? 'on-start' : 'off'
  const database: DatabaseSettings = Object.create(settings.database, { migrate: { value: migrate, enumerable: true } })
  return { ...settings, database }
}
