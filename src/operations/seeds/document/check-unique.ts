import { normalizeResource } from '#libs/authorization/resource-identifier'
import { enforces } from '#libs/checks/enforces'
import { canonicalUsername } from '#libs/username/canonical-username'
import { nameEntry } from './name-entry'
import type { SeedDocument, SeedList } from './seed-document'
import { SeedError } from './seed-error'

enforces('RFC9700-4.15')

interface Key {
  readonly list: SeedList
  readonly rule: string
  readonly keys: (document: SeedDocument) => readonly (string | undefined)[]
}

const uniqueKeys: readonly Key[] = [
  { list: 'clients', rule: 'client_id: stands twice', keys: ({ clients }) => clients.map(({ metadata }) => metadata.client_id) },
  { list: 'users', rule: 'username: stands twice', keys: ({ users }) => users.map(({ username }) => canonicalUsername(username)) },
  { list: 'users', rule: 'sub: stands twice', keys: ({ users }) => users.map(({ sub }) => sub) },
  {
    list: 'resources',
    rule: 'resource: stands twice',
    keys: ({ resources }) => resources.map(({ resource }) => normalizeResource(resource)),
  },
  { list: 'groups', rule: 'group: stands twice', keys: ({ groups }) => groups.map(({ path }) => path) },
  { list: 'attributes', rule: 'attribute: stands twice', keys: ({ attributes }) => attributes.map(({ attribute }) => attribute) },
  { list: 'attributes', rule: 'claim: another attribute has it', keys: ({ attributes }) => attributes.map(({ claim }) => claim) },
  { list: 'scopes', rule: 'scope: stands twice', keys: ({ scopes }) => scopes.map(({ scope }) => scope) },
]

/**
 * Refuses what is named twice, a client that could be taken for a person, and a resource whose access tokens could be taken for ID tokens.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-4.15
 * @see https://www.rfc-editor.org/rfc/rfc8725#section-2.8
 */
export function checkUnique(document: SeedDocument, source: string): void {
  for (const { list, rule, keys } of uniqueKeys) refuseAt(document, source, list, rule, findRepeat(keys(document)))
  const subjects = new Set(document.users.map(({ sub }) => sub))
  const taken = document.clients.findIndex(({ metadata }) => subjects.has(metadata.client_id))
  refuseAt(document, source, 'clients', 'client_id: must not be the sub of a user (RFC 9700 section 4.15)', taken)
  const clientIds = new Set(document.clients.map(({ metadata }) => metadata.client_id))
  const confused = document.resources.findIndex(({ resource, tokenFormat }) => tokenFormat?.type === 'JWT' && clientIds.has(resource))
  refuseAt(document, source, 'resources', confusedTokens, confused)
}

/** An ID token has the type JWT, and its audience is a client_id. */
export const confusedTokens = 'access_token_typ: must not be JWT, since the resource is a client_id too (RFC 8725 section 2.8)'

function refuseAt(document: SeedDocument, source: string, list: Key['list'], rule: string, index: number): void {
  if (index < 0) return
  const entry = list === 'clients' ? document.clients[index]?.metadata : document[list][index]
  throw new SeedError(source, nameEntry(list, index, entry), rule)
}

const findRepeat = (keys: readonly (string | undefined)[]): number =>
  keys.findIndex((key, index) => key !== undefined && keys.indexOf(key) !== index)
