import { Injectable } from '@nestjs/common'
import { DiscoveryService } from '@nestjs/core'
import { enforces } from '#libs/checks/enforces'
import { ServerSettings } from '../config/server-settings'
import { ContributesMetadata } from '../registry/contributes-metadata'
import type { MetadataContribution } from '../registry/contributes-metadata'
import { findRegistered } from '../registry/registry'
import { Resources } from '../resources/resources.repository'
import { identityScopes } from '#libs/token-claims/claims-of-scope'

enforces('OIDCD-3', 'OIDCD-4.2', 'RFC8414-2', 'RFC8414-3.2')

type Metadata = Record<string, unknown>
type ResourceScopes = ReadonlyMap<string, readonly string[]>

const join = (all: Metadata, more: Readonly<Metadata>): Metadata => {
  for (const [name, value] of Object.entries(more)) {
    const known = all[name]
    all[name] = Array.isArray(known) && Array.isArray(value) ? [...new Set([...(known as unknown[]), ...(value as unknown[])])] : value
  }
  return all
}

/** What has no elements is left out (RFC 8414 §3.2). */
const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0

/** The discovery document, gathered from what the features contribute: nothing is announced that no feature brings. */
@Injectable()
export class ProviderMetadata {
  #last: ResourceScopes | undefined

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly resources: Resources,
    private readonly server: ServerSettings,
  ) {}

  async get(): Promise<Metadata> {
    const contributions = findRegistered<void, MetadataContribution>(this.discovery, ContributesMetadata)
    const scopes = [...(await this.#resources()).values()].flat()
    const first = { issuer: this.server.issuer, scopes_supported: [...new Set([...identityScopes, ...scopes])] }
    const all = contributions.reduce((so, { provider }) => join(so, provider.metadata()), first as Metadata)
    return Object.fromEntries(Object.entries(all).filter(([, value]) => !isEmptyList(value)))
  }

  /** While the database is away they are taken to be what they were: clients go on discovering. */
  async #resources(): Promise<ResourceScopes> {
    try {
      this.#last = await this.resources.all()
    } catch (error) {
      if (!this.#last) throw error
    }
    return this.#last
  }
}
