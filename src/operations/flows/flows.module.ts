import { Module } from '@nestjs/common'
import { Presentations } from '#platform/http/errors/presentations'
import { SessionsModule } from '#records/sessions/sessions.module'
import { FlowPageController } from './flow-page.controller'
import { FlowMetrics } from './flow.metrics'
import { FlowReaderGuard } from './flow-reader.guard'
import { FlowRecorder } from './flow-recorder'
import { FlowRecordsModule } from './flow-records.module'
import { FlowWriter } from './flow-writer'

/** The inspector of flows: it listens while the server runs, and shows a page for each flow. */
@Module({
  imports: [FlowRecordsModule, SessionsModule],
  controllers: [FlowPageController],
  providers: [FlowWriter, FlowRecorder, FlowMetrics, FlowReaderGuard],
  exports: [FlowWriter],
})
export class FlowsModule {
  constructor(presentations: Presentations) {
    presentations.register('/flows', 'page')
  }
}
