import { DiscoveryService, ModulesContainer } from '@nestjs/core'
import { Clock } from '#platform/clock/clock'
import { Events } from '#platform/events/events'

/** Events that nobody hears. */
export const silentEvents = (): Events => new Events(new DiscoveryService(new ModulesContainer()), new Clock())
