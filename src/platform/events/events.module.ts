import { Global, Module } from '@nestjs/common'
import { DiscoveryModule } from '@nestjs/core'
import { Events } from './events'

/** What happens, told once to whoever wants to know. */
@Global()
@Module({ imports: [DiscoveryModule], providers: [Events], exports: [Events] })
export class EventsModule {}
