import { DiscoveryService, ModulesContainer } from '@nestjs/core'
import { Clock } from '../../src/clock/clock'
import { Events } from '../../src/events/events'

/** Events that nobody hears. */
export const silentEvents = (): Events => new Events(new DiscoveryService(new ModulesContainer()), new Clock())
