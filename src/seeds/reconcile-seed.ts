import { Injectable } from '@nestjs/common'
import { canonicalUsername } from '#libs/username/canonical-username'
import { Clients } from '../clients/clients.repository'
import { ClientSecrets } from '../clients/client-secrets'
import { Consents } from '../consents/consents.repository'
import { locks } from '../database/advisory-lock'
import { UnitOfWork } from '../database/unit-of-work'
import { Resources } from '../resources/resources.repository'
import type { KeyedDigest } from '../secrets/keyed-digest'
import { Secrets } from '../secrets/secrets'
import { Sessions } from '../sessions/sessions.repository'
import { Passwords } from '../users/passwords'
import { Users } from '../users/users.repository'
import { nameEntry } from './document/name-entry'
import type { SeedClient, SeedDocument, SeedUser } from './document/seed-document'
import { SeedError } from './document/seed-error'
import { SeedReport } from './seed-report'

/**
 * Makes the database say what a seed says: what is missing is added, what has changed is updated, and what has gone is left alone unless
 * the seed says `prune: true`. Loading the same seed again changes nothing.
 *
 * @throws SeedError when an entry contradicts what is there
 */
@Injectable()
export class ReconcileSeed {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clients: Clients,
    private readonly clientSecrets: ClientSecrets,
    private readonly users: Users,
    private readonly passwords: Passwords,
    private readonly resources: Resources,
    private readonly sessions: Sessions,
    private readonly consents: Consents,
    private readonly secrets: Secrets,
  ) {}

  async execute(document: SeedDocument, source: string): Promise<SeedReport> {
    const report = new SeedReport()
    await this.unitOfWork.exclusively(locks.seeds, async () => {
      for (const resource of document.resources)
        report.add('resources', resource.resource, await this.resources.put(resource, this.#digest(resource)))
      for (const [index, client] of document.clients.entries()) await this.#putClient(client, index, source, report)
      for (const [index, user] of document.users.entries()) await this.#putUser(user, index, source, report)
      if (document.prune) await this.#prune(document, report)
    })
    return report
  }

  async #putClient(client: SeedClient, index: number, source: string, report: SeedReport): Promise<void> {
    const { metadata, clientSecret } = client
    const { client_id: clientId } = metadata
    if (await this.users.findBySub(clientId))
      throw new SeedError(source, nameEntry('clients', index, metadata), 'client_id: it is the sub of a person (FAPI2-SP-FINAL-6.7)')
    const secretHash = clientSecret === undefined ? null : this.clientSecrets.hash(clientId, clientSecret)
    report.add('clients', clientId, await this.clients.put(metadata, secretHash, this.#digest(client)))
  }

  async #putUser(user: SeedUser, index: number, source: string, report: SeedReport): Promise<void> {
    const { sub, username, claims, disabled } = user
    const refuse = (rule: string) => new SeedError(source, nameEntry('users', index, { username }), rule)
    if (sub !== undefined && (await this.clients.find(sub))) throw refuse('sub: it is the client_id of a client (FAPI2-SP-FINAL-6.7)')
    const digests = { digest: this.#digest(user), passwordDigest: this.#digest([user.password ?? null, user.passwordHash ?? null]) }
    try {
      report.add(
        'users',
        username,
        await this.users.put({ sub, username, claims, disabled, ...digests, hashPassword: () => this.#hash(user) }),
      )
    } catch (error) {
      throw error instanceof Error && error.message.startsWith('sub: ') ? refuse(error.message) : error
    }
    if (disabled) await this.#endOf(username)
  }

  async #endOf(username: string): Promise<void> {
    const sub = await this.users.findSubOf(username)
    if (sub !== undefined) await this.sessions.endOfUser(sub)
  }

  async #hash({ password, passwordHash }: SeedUser): Promise<string | null> {
    return passwordHash ?? (password === undefined ? null : this.passwords.hash(password))
  }

  async #prune({ clients, users, resources }: SeedDocument, report: SeedReport): Promise<void> {
    const gone = await this.clients.prune(new Set(clients.map(({ metadata }) => metadata.client_id)))
    for (const clientId of gone) report.add('clients', clientId, 'removed')
    const left = await this.users.prune(new Set(users.map(({ username }) => canonicalUsername(username))))
    for (const { sub, username } of left) {
      await this.sessions.endOfUser(sub)
      await this.consents.forgetUser(sub)
      report.add('users', username, 'removed')
    }
    const closed = await this.resources.prune(new Set(resources.map(({ resource }) => resource)))
    for (const resource of closed) report.add('resources', resource, 'removed')
  }

  #digest(entry: unknown): KeyedDigest {
    return this.secrets.digest('seed-digest', canonicalJson(entry))
  }
}

/** The same text for the same value, whatever the order of its members. */
const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
