import { Injectable } from '@nestjs/common'
import { canonicalUsername } from '#libs/username/canonical-username'
import { Clients } from '#records/clients/clients.repository'
import { ClientSecrets } from '#records/clients/client-secrets'
import { Consents } from '#records/consents/consents.repository'
import { ServerSettings } from '#platform/config/server-settings'
import { AdvisoryLocks, locks } from '#platform/database/advisory-locks'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Resources } from '#records/resources/resources.repository'
import type { KeyedDigest } from '#platform/secrets/keyed-digest'
import { Secrets } from '#platform/secrets/secrets'
import { Sessions } from '#records/sessions/sessions.repository'
import { passwordFaults } from '#records/users/find-password-fault'
import { PasswordPolicy } from '#records/users/password-policy'
import { PasswordCosts, TooManyPasswordCosts } from '#records/users/password-costs'
import { Passwords } from '#records/users/passwords'
import { UserConflict } from '#records/users/user-conflict'
import { Users } from '#records/users/users.repository'
import type { PrunedUser, SeededUser } from '#records/users/users.repository'
import { confusedTokens } from './document/check-unique'
import { Attributes } from '#records/attributes/attributes.repository'
import { ClaimScopes } from '#records/claim-scopes/claim-scopes.repository'
import { Groups } from '#records/groups/groups.repository'
import { checkReferences } from './check-references'
import type { Declared } from './check-references'
import { nameEntry } from './document/name-entry'
import type { SeedClient, SeedDocument, SeedResource, SeedUser } from './document/seed-document'
import { SeedError } from './document/seed-error'
import { findSeedWarnings } from './find-seed-warnings'
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
    private readonly advisoryLocks: AdvisoryLocks,
    private readonly clients: Clients,
    private readonly clientSecrets: ClientSecrets,
    private readonly users: Users,
    private readonly passwords: Passwords,
    private readonly costs: PasswordCosts,
    private readonly policy: PasswordPolicy,
    private readonly server: ServerSettings,
    private readonly resources: Resources,
    private readonly groups: Groups,
    private readonly attributes: Attributes,
    private readonly claimScopes: ClaimScopes,
    private readonly sessions: Sessions,
    private readonly consents: Consents,
    private readonly secrets: Secrets,
  ) {}

  /** @param source what to call the seed in errors */
  async execute(document: SeedDocument, source: string): Promise<SeedReport> {
    const report = new SeedReport()
    await this.advisoryLocks.hold(locks.seeds, async () => {
      checkReferences(document, await this.#declared(), source)
      await this.#putDeclarations(document, report)
      for (const [index, resource] of document.resources.entries()) await this.#putResource(resource, index, source, report)
      for (const [index, client] of document.clients.entries()) await this.#putClient(client, index, source, report)
      for (const [index, user] of document.users.entries()) await this.#putUser(user, index, source, report)
      if (document.prune) await this.#prune(document, report)
    })
    report.warnings.push(...findSeedWarnings(document, await this.resources.all()))
    return report
  }

  async #declared(): Promise<Declared> {
    const [attributes, groups, resources] = await Promise.all([this.attributes.load(), this.groups.paths(), this.resources.all()])
    return { attributes, groups, resources }
  }

  /** What people's entries may name. */
  async #putDeclarations({ attributes, scopes, groups }: SeedDocument, report: SeedReport): Promise<void> {
    for (const entry of attributes) report.add('attributes', entry.attribute, await this.attributes.put(entry, this.#digest(entry)))
    for (const entry of scopes) report.add('scopes', entry.scope, await this.claimScopes.put(entry, this.#digest(entry)))
    for (const entry of groups) report.add('groups', entry.path, await this.groups.put(entry, this.#digest(entry)))
    if (scopes.length > 0) this.resources.forget()
  }

  async #putResource(resource: SeedResource, index: number, source: string, report: SeedReport): Promise<void> {
    if (resource.tokenFormat?.type === 'JWT' && (await this.clients.isClientId(resource.resource)))
      throw new SeedError(source, nameEntry('resources', index, resource), confusedTokens)
    report.add('resources', resource.resource, await this.resources.put(resource, this.#digest(resource)))
  }

  async #putClient(client: SeedClient, index: number, source: string, report: SeedReport): Promise<void> {
    const { metadata, clientSecret } = client
    const { client_id: clientId } = metadata
    if (await this.users.isSubject(clientId))
      throw new SeedError(source, nameEntry('clients', index, metadata), 'client_id: it is the sub of a person (FAPI2-SP-FINAL-6.7)')
    if ((await this.resources.tokenFormats()).get(clientId)?.type === 'JWT')
      throw new SeedError(
        source,
        nameEntry('clients', index, metadata),
        'client_id: it is a resource with access_token_typ JWT (RFC8725-2.8)',
      )
    const secretHash = clientSecret === undefined ? null : this.clientSecrets.hash(clientId, clientSecret)
    report.add('clients', clientId, await this.clients.put(metadata, secretHash, this.#digest(client)))
  }

  async #putUser(user: SeedUser, index: number, source: string, report: SeedReport): Promise<void> {
    const refuse = (rule: string) => new SeedError(source, nameEntry('users', index, user), rule)
    if (user.sub !== undefined && (await this.clients.isClientId(user.sub)))
      throw refuse('sub: it is the client_id of a client (FAPI2-SP-FINAL-6.7)')
    if (user.passwordHash !== undefined) await this.#noteCost(user.passwordHash, refuse)
    const change = await this.users.put(this.#toAccount(user, refuse)).catch((error: unknown) => {
      throw error instanceof UserConflict ? refuse(error.message) : error
    })
    report.add('users', user.username, change)
  }

  async #noteCost(passwordHash: string, refuse: (rule: string) => SeedError): Promise<void> {
    if (!this.passwords.isForeign(passwordHash)) return
    await this.costs.note(passwordHash).catch((error: unknown) => {
      throw error instanceof TooManyPasswordCosts ? refuse(`password_hash: ${error.message}`) : error
    })
  }

  #toAccount(user: SeedUser, refuse: (rule: string) => SeedError): SeededUser {
    const { password, passwordHash, ...account } = user
    const { username } = account
    return {
      ...account,
      sub: account.sub,
      digest: this.#digest(user),
      passwordDigestOf: (name) => this.#digest([name, password, passwordHash]),
      hashPassword: async () => passwordHash ?? (password === undefined ? null : this.#hash(password, username, refuse)),
      endSessions: (subject) => this.sessions.endOfUser(subject),
    }
  }

  /** In production a new password of a seed is held to the policy that people's own are held to. */
  async #hash(password: string, username: string, refuse: (rule: string) => SeedError): Promise<string> {
    const fault = this.server.environment === 'production' ? await this.policy.findFault(password, username) : undefined
    if (fault !== undefined) throw refuse(`password: ${passwordFaults[fault]}`)
    return this.passwords.hash(password)
  }

  async #prune({ clients, users, resources, ...declarations }: SeedDocument, report: SeedReport): Promise<void> {
    for (const clientId of await this.clients.prune(new Set(clients.map(({ metadata }) => metadata.client_id))))
      report.add('clients', clientId, 'removed')
    for (const { username } of await this.#pruneUsers(users)) report.add('users', username, 'removed')
    for (const resource of await this.resources.prune(new Set(resources.map((entry) => entry.resource))))
      report.add('resources', resource, 'removed')
    await this.#pruneDeclarations(declarations, report)
  }

  async #pruneDeclarations({ attributes, scopes, groups }: Pick<SeedDocument, 'attributes' | 'scopes' | 'groups'>, report: SeedReport) {
    for (const gone of await this.groups.prune(new Set(groups.map(({ path }) => path)))) report.add('groups', gone, 'removed')
    for (const gone of await this.claimScopes.prune(new Set(scopes.map(({ scope }) => scope)))) report.add('scopes', gone, 'removed')
    for (const gone of await this.attributes.prune(new Set(attributes.map(({ attribute }) => attribute))))
      report.add('attributes', gone, 'removed')
    this.resources.forget()
  }

  /** An account goes with its sessions, grants and consents, or not at all. */
  async #pruneUsers(users: readonly SeedUser[]): Promise<readonly PrunedUser[]> {
    return this.unitOfWork.run(async () => {
      const gone = await this.users.prune(new Set(users.map(({ username }) => canonicalUsername(username))))
      const subs = gone.map(({ sub }) => sub)
      await this.sessions.endOfUsers(subs)
      await this.consents.forgetUsers(subs)
      return gone
    })
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
