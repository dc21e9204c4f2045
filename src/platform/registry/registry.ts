import type { DiscoverableDecorator, DiscoveryService } from '@nestjs/core'

/** A provider that a decorator has put into a registry, with the key it was given there. */
export interface Registered<Key, Contract> {
  readonly key: Key
  readonly provider: Contract
}

/** All providers that carry the decorator: how a lower tier finds what higher tiers add to it. */
export function findRegistered<Key, Contract>(
  discovery: DiscoveryService,
  decorator: DiscoverableDecorator<Key>,
): Registered<Key, Contract>[] {
  return discovery.getProviders({ metadataKey: decorator.KEY }).map((wrapper) => ({
    key: discovery.getMetadataByDecorator(decorator, wrapper) as Key,
    provider: wrapper.instance as Contract,
  }))
}
