import { Injectable } from '@nestjs/common'
import { FlowSettings } from '../config/flow-settings'
import { HearsEvents } from '../events/event-listeners'
import type { EventListener } from '../events/event-listeners'
import type { Flow } from '../events/flow'
import type { ServerEvent } from '../events/server-event'
import { FlowWriter } from './flow-writer'
import { toFlowRecord } from './to-flow-record'

/** Remembers each request that was a step of a flow, once it is answered. Health checks and documents are no steps. */
@Injectable()
@HearsEvents()
export class FlowRecorder implements EventListener {
  constructor(
    private readonly writer: FlowWriter,
    private readonly settings: FlowSettings,
  ) {}

  hear(event: ServerEvent, flow: Flow | undefined): void {
    if (!this.settings.enabled || !flow) return
    if (event.name === 'request.answered' && flow.steps.length > 1)
      this.writer.add(toFlowRecord(event.fields, event.at, flow, this.settings.nodeName))
    if (event.name === 'work.done') this.writer.add(toFlowRecord(toAnswered(event), event.at, flow, this.settings.nodeName))
  }
}

/** Work of the server's own, as if it had been asked for. */
const toAnswered = ({ fields: { what, milliseconds } }: ServerEvent<'work.done'>) =>
  ({ method: 'WORK', route: what, path: what, status: 200, milliseconds, aborted: false }) as const
