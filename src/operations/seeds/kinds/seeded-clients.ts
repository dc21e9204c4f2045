import { Injectable } from '@nestjs/common'
import { ClientMetadataError } from '#libs/client-metadata/client-metadata-error'
import { LifetimeSettings } from '#platform/config/lifetime-settings'
import { ClientExpressions, hasExpressions } from '#protocol/claims/client-expressions'
import { Clients } from '#records/clients/clients.repository'
import { lifetimeFault } from '#records/clients/lifetimes-of'
import { ClientSecrets } from '#records/clients/client-secrets'
import { Resources } from '#records/resources/resources.repository'
import { Users } from '#records/users/users.repository'
import type { SeedClient } from '../document/seed-document'
import type { ReadEntry, SeededKind, Surroundings } from './seeded-kind'

const isPerson = 'client_id: it is the sub of a person (FAPI2-SP-FINAL-6.7)'
const isConfused = 'client_id: it is a resource with access_token_typ JWT (RFC8725-2.8)'

/** The clients of a seed. */
@Injectable()
export class SeededClients implements SeededKind<SeedClient> {
  readonly list = 'clients'

  constructor(
    private readonly clients: Clients,
    private readonly clientSecrets: ClientSecrets,
    private readonly resources: Resources,
    private readonly users: Users,
    private readonly expressions: ClientExpressions,
    private readonly lifetimes: LifetimeSettings,
  ) {}

  keyOf({ metadata }: SeedClient): string {
    return metadata.client_id
  }

  nameOf({ metadata }: SeedClient): string {
    return metadata.client_id
  }

  rows() {
    return this.clients.seeded()
  }

  /** Resources that the document names are compared by whoever reads it: what the database says of them may be about to change. */
  async check(entries: readonly ReadEntry<SeedClient>[], { read, named }: Surroundings<SeedClient>): Promise<void> {
    const subjects = await this.users.subjectsAmong(entries.map(({ entry }) => this.keyOf(entry)))
    const formats = await this.resources.tokenFormats()
    for (const { entry, refuse } of entries) {
      const clientId = this.keyOf(entry)
      if (subjects.has(clientId)) throw refuse(isPerson)
      if (formats.get(clientId)?.type === 'JWT' && named.get('resources')?.has(clientId) !== true) throw refuse(isConfused)
    }
    // What an expression or a lifetime may be may have changed with the server.
    for (const { entry, refuse } of read) {
      this.#checkLifetimes(entry, refuse)
      await this.#checkExpressions(entry, refuse)
    }
  }

  #checkLifetimes({ metadata }: SeedClient, refuse: ReadEntry<SeedClient>['refuse']): void {
    const fault = lifetimeFault(metadata, this.lifetimes)
    if (fault !== undefined) throw refuse(fault)
  }

  async #checkExpressions({ metadata }: SeedClient, refuse: ReadEntry<SeedClient>['refuse']): Promise<void> {
    try {
      if (hasExpressions(metadata)) await this.expressions.compile(metadata)
    } catch (error) {
      throw error instanceof ClientMetadataError ? refuse(error.message) : error
    }
  }

  put(entries: readonly ReadEntry<SeedClient>[]) {
    return this.clients.putAll(
      entries.map(({ entry: { metadata, clientSecrets }, digest }) => {
        const secretHashes = clientSecrets.map((secret) => this.clientSecrets.hash(metadata.client_id, secret))
        return { metadata, secretHashes, digest }
      }),
    )
  }

  prune(keys: ReadonlySet<string>) {
    return this.clients.prune(keys)
  }
}
