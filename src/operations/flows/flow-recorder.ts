import { Injectable } from '@nestjs/common'
import { rateKeys } from '#libs/ip-address/rate-key'
import { RecordIds } from '#libs/record-ids/record-ids'
import { FlowSettings } from '#platform/config/flow-settings'
import { LimitSettings } from '#platform/config/limit-settings'
import type { NotedEvents } from '#platform/events/event-catalog'
import { HearsEvents } from '#platform/events/event-listeners'
import type { EventListener } from '#platform/events/event-listeners'
import type { Flow } from '#platform/events/flow'
import type { ServerEvent } from '#platform/events/server-event'
import { FlowBudget } from './flow-budget'
import { FlowWriter } from './flow-writer'
import { isVouched } from './is-vouched'
import { toFlowRecord } from './to-flow-record'

/** Ids of 22 digits: new rows go to the end of the index of keys, where ids without an order would each go to a page of their own. */
const idShape = { count: 2, process: 5 }

/** Seconds for which the budget of an address counts. */
const windowSeconds = 900

/** Remembers each request that was a step of a flow, once it is answered. Health checks and documents are no steps. */
@Injectable()
@HearsEvents()
export class FlowRecorder implements EventListener {
  readonly #ids = new RecordIds(idShape)
  readonly #budget: FlowBudget

  constructor(
    private readonly writer: FlowWriter,
    private readonly settings: FlowSettings,
    private readonly limits: LimitSettings,
  ) {
    this.#budget = new FlowBudget(settings.strangersBudget, windowSeconds)
  }

  /** Requests that were not remembered, since their address had used up its budget. */
  get beyondBudget(): number {
    return this.#budget.refused
  }

  hear(event: ServerEvent, flow: Flow | undefined): void {
    if (!this.settings.enabled || !flow) return
    if (event.name === 'request.answered' && flow.steps.length > 1 && this.#isWithinBudget(flow, event.at))
      this.#record(event.fields, event.at, flow)
    if (event.name === 'work.done') this.#record(toAnswered(event), event.at, flow)
  }

  #isWithinBudget(flow: Flow, at: number): boolean {
    return !this.limits.enabled || isVouched(flow) || this.#budget.spend(rateKeys(flow.address ?? ''), at)
  }

  #record(answered: NotedEvents['request.answered'], at: number, flow: Flow): void {
    this.writer.add(toFlowRecord(answered, at, flow, { id: this.#ids.next(at), node: this.settings.nodeName }))
  }
}

/** Work of the server's own, as if it had been asked for. */
const toAnswered = ({ fields: { what, milliseconds } }: ServerEvent<'work.done'>) =>
  ({ method: 'WORK', route: what, path: what, status: 200, milliseconds, aborted: false }) as const
