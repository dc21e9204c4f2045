import { Module } from '@nestjs/common'
import type { DynamicModule } from '@nestjs/common'
import type { Settings } from './settings'

/** Gives every module the slice of the settings that it asks for, by its class. */
@Module({})
export class ConfigModule {
  static forRoot(settings: Settings): DynamicModule {
    const providers = Object.values(settings).map((slice: object) => ({ provide: slice.constructor, useValue: slice }))
    return { module: ConfigModule, global: true, providers, exports: providers.map(({ provide }) => provide) }
  }
}
