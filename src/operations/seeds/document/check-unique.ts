import { enforces } from '#libs/checks/enforces'
import { nameEntry } from './name-entry'
import { isMapping } from './read-entry'
import type { SeedList } from './seed-document'
import { SeedError } from './seed-error'
import { uniqueFields } from './seed-lists'
import type { RawLists } from './seed-lists'

enforces('RFC9700-4.15')

/** An ID token has the type JWT, and its audience is a client_id. */
export const confusedTokens = 'access_token_typ: must not be JWT, since the resource is a client_id too (RFC 8725 section 2.8)'

/**
 * Refuses what is named twice, a client that could be taken for a person, and a resource whose access tokens could be taken for ID tokens.
 *
 * @param lists entries as they are written, each of which has been found good
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-4.15
 * @see https://www.rfc-editor.org/rfc/rfc8725#section-2.8
 */
export function checkUnique(lists: RawLists, source: string): void {
  for (const { list, field, orElse, rule = 'stands twice', toKey = asWritten } of uniqueFields) {
    const texts = lists[list].map((entry) => textOf(entry, field) ?? (orElse === undefined ? undefined : textOf(entry, orElse)))
    refuseAt(lists, source, list, `${field}: ${rule}`, findRepeat(texts.map((text) => (text === undefined ? undefined : toKey(text)))))
  }
  checkConfusion(lists, source)
}

function checkConfusion(lists: RawLists, source: string): void {
  const subjects = new Set(lists.users.map((user) => textOf(user, 'sub')))
  const taken = lists.clients.findIndex((client) => subjects.has(textOf(client, 'client_id')))
  refuseAt(lists, source, 'clients', 'client_id: must not be the sub of a user (RFC 9700 section 4.15)', taken)
  const clientIds = new Set(lists.clients.map((client) => textOf(client, 'client_id')))
  const confused = lists.resources.findIndex(
    (resource) => textOf(resource, 'access_token_typ') === 'JWT' && clientIds.has(textOf(resource, 'resource')),
  )
  refuseAt(lists, source, 'resources', confusedTokens, confused)
}

const asWritten = (text: string) => text

function textOf(entry: unknown, field: string): string | undefined {
  const text = isMapping(entry) ? entry[field] : undefined
  return typeof text === 'string' ? text : undefined
}

function refuseAt(lists: RawLists, source: string, list: SeedList, rule: string, index: number): void {
  if (index >= 0) throw new SeedError(source, nameEntry(list, index, lists[list][index]), rule)
}

function findRepeat(keys: readonly (string | undefined)[]): number {
  const firsts = new Map<string, number>()
  return keys.findIndex((key, index) => {
    if (key === undefined) return false
    const first = firsts.get(key) ?? index
    firsts.set(key, first)
    return first !== index
  })
}
