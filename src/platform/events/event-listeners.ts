import { DiscoveryService } from '@nestjs/core'
import type { Flow } from './flow'
import type { KeptName, ServerEvent } from './server-event'

/** Somebody who is told of every event, after it happened. */
export interface EventListener {
  /** Must not throw and must return quickly: a listener that writes to the database does so later. */
  hear(event: ServerEvent, flow: Flow | undefined): void
}

/** Somebody who writes events down for good. */
export interface EventKeeper {
  /** Called in the unit of work that the events are a part of: they are kept with it, or neither is. One statement for all of them. */
  keep(events: readonly ServerEvent<KeptName>[], flow: Flow | undefined): Promise<void>
}

/** Has a provider hear of every event. */
export const HearsEvents = DiscoveryService.createDecorator<void>()

/** Has a provider keep the events that matter to security. */
export const KeepsEvents = DiscoveryService.createDecorator<void>()
