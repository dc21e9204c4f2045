import { Injectable } from '@nestjs/common'
import type { OnApplicationBootstrap, OnModuleInit } from '@nestjs/common'
import { DiscoveryService } from '@nestjs/core'
import { enforces } from '#libs/checks/enforces'
import { ServerSettings } from '#platform/config/server-settings'
import { ContributesMetadata } from '#platform/registry/contributes-metadata'
import type { MetadataContribution } from '#platform/registry/contributes-metadata'
import { findRegistered } from '#platform/registry/registry'
import { Resources } from '#records/resources/resources.repository'
import type { KnownResources } from '#records/resources/resources.repository'
import { identityScopes } from '#libs/token-claims/claims-of-scope'

enforces('OIDCD-3', 'OIDCD-4.2', 'RFC8414-2', 'RFC8414-3.2')

type Metadata = Record<string, unknown>

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
export class ProviderMetadata implements OnModuleInit, OnApplicationBootstrap {
  #contributions: readonly MetadataContribution[] = []
  #made: { readonly of: KnownResources; readonly text: string } | undefined

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly resources: Resources,
    private readonly server: ServerSettings,
  ) {}

  onModuleInit(): void {
    this.#contributions = findRegistered<void, MetadataContribution>(this.discovery, ContributesMetadata).map(({ provider }) => provider)
  }

  /** A node that nobody has asked anything yet knows the resources, too, should the database go away. */
  async onApplicationBootstrap(): Promise<void> {
    await this.resources.all()
  }

  /** As JSON, made anew when the resources have been read anew. */
  async text(): Promise<string> {
    const resources = await this.#resources()
    if (this.#made?.of !== resources) this.#made = { of: resources, text: JSON.stringify(this.#gather(resources)) }
    return this.#made.text
  }

  #gather(resources: KnownResources): Metadata {
    const scopes = [...resources.scopes.values()].flat()
    const first: Metadata = { issuer: this.server.issuer, scopes_supported: [...new Set([...identityScopes, ...scopes])] }
    const all = this.#contributions.reduce((so, contribution) => join(so, contribution.metadata()), first)
    join(all, { claims_supported: resources.claims })
    return Object.fromEntries(Object.entries(all).filter(([, value]) => !isEmptyList(value)))
  }

  /** While the database is away they are taken to be what they were: clients go on discovering. */
  async #resources(): Promise<KnownResources> {
    try {
      return await this.resources.known()
    } catch (error) {
      const { lastRead } = this.resources
      if (!lastRead) throw error
      return lastRead
    }
  }
}
