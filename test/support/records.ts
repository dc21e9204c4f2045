import { UserRow } from '#records/users/user.entity'
import { RegisteredClient } from '#libs/client-metadata/registered-client'
import { toClientMetadata } from '#libs/client-metadata/to-client-metadata'
import { newId } from '#libs/opaque-token/opaque-token'
import { ClientSecrets } from '#records/clients/client-secrets'
import { Clients } from '#records/clients/clients.repository'
import type { Grant } from '#records/grants/grant'
import { Secrets } from '#platform/secrets/secrets'
import { Passwords } from '#records/users/passwords'
import { Users } from '#records/users/users.repository'
import type { TestContext } from './test-context'

export const flowId = 'a-flow-of-the-test-123'
/** How many do the same thing at the same time. */
export const parallel = <Result>(work: (index: number) => Promise<Result>, times = 20): Promise<Result[]> =>
  Promise.all(Array.from({ length: times }, (_, index) => work(index)))

/** Registers a client as a seed's entry would. */
export async function addClient(context: TestContext, entry: Readonly<Record<string, unknown>>): Promise<RegisteredClient> {
  const { metadata, clientSecrets } = toClientMetadata(entry, { production: false })
  const hashes = clientSecrets.map((secret) => context.get(ClientSecrets).hash(metadata.client_id, secret))
  await context.get(Clients).put(metadata, hashes, context.get(Secrets).digest('seed-digest', JSON.stringify(entry)))
  return new RegisteredClient(metadata)
}

export interface UserEntry {
  readonly username: string
  readonly password?: string
  readonly sub?: string
  readonly disabled?: boolean
  readonly claims?: Readonly<Record<string, unknown>>
  readonly emailLogin?: boolean
}

/** Adds a person's account as a seed's entry would. */
export async function addUser(context: TestContext, entry: UserEntry, endSessions: (sub: string) => Promise<void> = async () => undefined) {
  const { username, password, sub, disabled = false, claims = { name: username }, emailLogin = false } = entry
  const digest = (text: string) => context.get(Secrets).digest('seed-digest', text)
  return context.get(Users).put({
    sub,
    username,
    claims,
    emailLogin,
    disabled,
    digest: digest(JSON.stringify(entry)),
    passwordDigestOf: () => digest(password ?? ''),
    endSessions,
    hashPassword: async () => (password === undefined ? null : context.get(Passwords).hash(password)),
  })
}

/** A grant of an hour; tests say only what differs. */
export const aGrant = (now: number, given: Partial<Grant> = {}): Grant => ({
  id: newId(),
  clientId: 'a-client',
  sub: 'alice',
  sid: 'a-session',
  scopes: ['openid', 'email'],
  resources: [],
  allowed: undefined,
  claims: undefined,
  offline: false,
  authTime: now,
  acr: 'an-acr',
  amr: ['pwd'],
  createdAt: now,
  expiresAt: now + 3600,
  flowId,
  ...given,
})

/** Gives an account the hash of another password, as a person does who changes it. */
export async function setPasswordHash(context: TestContext, sub: string, passwordHash: string): Promise<void> {
  await context.dataSource.manager.update(UserRow, { sub }, { passwordHash })
}
