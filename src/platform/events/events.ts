import { Injectable } from '@nestjs/common'
import type { OnModuleInit } from '@nestjs/common'
import { DiscoveryService } from '@nestjs/core'
import { Clock } from '#platform/clock/clock'
import { findRegistered } from '#platform/registry/registry'
import type { KeptEvents } from './event-catalog'
import { HearsEvents, KeepsEvents } from './event-listeners'
import type { EventKeeper, EventListener } from './event-listeners'
import { currentFlow, Flow } from './flow'
import type { EventName, FieldsOf, KeptName, ServerEvent, StrangersName } from './server-event'
import type { Voucher } from './voucher'

/** What has to be given beside an event that strangers can bring about. */
type Vouched<Name extends KeptName> = Name extends StrangersName ? [voucher: Voucher] : []

/** Announces what happens in the server to all listeners, once. */
@Injectable()
export class Events implements OnModuleInit {
  #listeners: readonly EventListener[] = []
  #keepers: readonly EventKeeper[] = []

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.#listeners = findRegistered<void, EventListener>(this.discovery, HearsEvents).map(({ provider }) => provider)
    this.#keepers = findRegistered<void, EventKeeper>(this.discovery, KeepsEvents).map(({ provider }) => provider)
  }

  /** Tells of something that is not kept for good. */
  note<Name extends EventName>(name: Name, fields: FieldsOf[Name]): void {
    this.#tell(this.#event(name, fields))
  }

  /**
   * Tells of a security-relevant event, once it is kept: within a unit of work, with whatever else the unit writes.
   *
   * @param vouched for an event that strangers can bring about, why it may be kept
   */
  async keep<Name extends KeptName>(name: Name, fields: KeptEvents[Name], ...vouched: Vouched<Name>): Promise<void> {
    await this.keepAll(name, [fields], ...vouched)
  }

  /** The same for several events of one kind: the number of statements does not grow with theirs. */
  async keepAll<Name extends KeptName>(name: Name, all: readonly KeptEvents[Name][], ..._vouched: Vouched<Name>): Promise<void> {
    const events = all.map((fields) => this.#event(name, fields))
    for (const keeper of this.#keepers) await keeper.keep(events as ServerEvent<KeptName>[], currentFlow())
    for (const event of events) this.#tell(event)
  }

  /** Does something for a flow after its request was answered. */
  async within<Result>(flowId: string, what: string, work: () => Promise<Result>): Promise<Result> {
    const [flow, startedAt] = [new Flow({}, flowId), performance.now()]
    const tell = () => this.note('work.done', { what, milliseconds: performance.now() - startedAt })
    return flow.run(work).finally(() => flow.run(tell))
  }

  #event(name: EventName, fields: object): ServerEvent {
    return { name, at: this.clock.milliseconds(), fields } as ServerEvent
  }

  #tell(event: ServerEvent): void {
    const flow = currentFlow()
    flow?.add(event)
    for (const listener of this.#listeners) listener.hear(event, flow)
  }
}
