import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { FlowEventRow } from './flow-event.entity'
import { FlowEvents } from './flow-events.repository'
import { FlowStories } from './flow-stories'

/** What happened in flows: remembered, and told to whoever may ask. */
@Module({ imports: [TypeOrmModule.forFeature([FlowEventRow])], providers: [FlowEvents, FlowStories], exports: [FlowEvents, FlowStories] })
export class FlowRecordsModule {}
