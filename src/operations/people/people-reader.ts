import { Injectable } from '@nestjs/common'
import { groupsOnTheWay } from '#libs/group-path/group-path'
import { SeenKeys } from '#libs/people-file/seen-keys'
import { canonicalUsername } from '#libs/username/canonical-username'
import { Secrets } from '#platform/secrets/secrets'
import { Attributes } from '#records/attributes/attributes.repository'
import { Clients } from '#records/clients/clients.repository'
import { Groups } from '#records/groups/groups.repository'
import { Resources } from '#records/resources/resources.repository'
import type { ImportedUser } from '#records/users/imported-user'
import { loginEmailOf } from '#records/users/login-email'
import { personFault } from '../seeds/person-fault'
import type { PersonNames } from '../seeds/person-fault'
import { canonicalJson } from '../seeds/canonical-json'
import { DocumentError } from '../seeds/document/document-error'
import { checkNames } from '../seeds/document/check-names'
import { isMapping } from '../seeds/document/read-entry'
import { readImportedUser } from '../seeds/document/read-seed-user'
import type { SeedUser } from '../seeds/document/seed-document'
import type { PersonRecord, RefusedRecord } from './person-record'

/** A person whose entry is well formed, and names nothing that there is not. */
export interface ReadPerson {
  readonly line: number
  readonly user: ImportedUser
  readonly password?: string
  readonly passwordHash?: string
}

export interface ReadBatch {
  readonly people: readonly ReadPerson[]
  readonly refused: readonly RefusedRecord[]
}

/** Reads people of a file: each entry by itself, and beside all that came before. */
@Injectable()
export class PeopleReader {
  constructor(
    private readonly attributes: Attributes,
    private readonly groups: Groups,
    private readonly resources: Resources,
    private readonly clients: Clients,
    private readonly secrets: Secrets,
  ) {}

  /** For one file: a name stands in it once. */
  async start(): Promise<(batch: readonly PersonRecord[]) => Promise<ReadBatch>> {
    const [attributes, groups, resources] = await Promise.all([this.attributes.load(), this.groups.paths(), this.resources.all()])
    const names = { attributes, groups: new Set(groups.flatMap(groupsOnTheWay)), resources: new Set(resources.keys()) }
    const seen = new SeenKeys()
    return async (batch) => {
      const read = batch.map((record) => ('rule' in record ? record : this.#read(record, names, seen)))
      return this.#withoutClientIds(read)
    }
  }

  #read({ line, value }: Exclude<PersonRecord, RefusedRecord>, names: PersonNames, seen: SeenKeys): ReadPerson | RefusedRecord {
    try {
      checkNames(value)
      const entry = readImportedUser(value)
      const rule = personFault(entry, names) ?? findRepeat(entry, seen)
      return rule === undefined ? this.#toPerson(line, entry) : { line, username: entry.username, rule }
    } catch (error) {
      return { line, ...usernameOf(value), rule: toRule(error) }
    }
  }

  #toPerson(line: number, { password, passwordHash, ...entry }: SeedUser): ReadPerson {
    const digest = (of: unknown) => this.secrets.digest('seed-digest', canonicalJson(of))
    const saysPassword = password !== undefined || passwordHash !== undefined
    const passwordDigestOf = saysPassword ? (name: string) => digest([name, password, passwordHash]) : undefined
    const user: ImportedUser = { ...entry, digest: digest({ ...entry, password, passwordHash }), passwordDigestOf }
    return { line, user, ...(password !== undefined && { password }), ...(passwordHash !== undefined && { passwordHash }) }
  }

  async #withoutClientIds(read: readonly (ReadPerson | RefusedRecord)[]): Promise<ReadBatch> {
    const subs = read.flatMap((one) => ('user' in one ? (one.user.sub ?? []) : []))
    const clientIds = await this.clients.clientIdsAmong(subs)
    const isClient = (person: ReadPerson) => person.user.sub !== undefined && clientIds.has(person.user.sub)
    const people = read.filter((one) => 'user' in one)
    const rule = 'sub: it is the client_id of a client (FAPI2-SP-FINAL-6.7)'
    const ofClients = people.filter(isClient).map(({ line, user: { username } }) => ({ line, username, rule }))
    return { people: people.filter((person) => !isClient(person)), refused: [...read.filter((one) => 'rule' in one), ...ofClients] }
  }
}

/** What another line of the same file says already. */
function findRepeat(entry: SeedUser, seen: SeenKeys): string | undefined {
  const [name, email] = [canonicalUsername(entry.username), loginEmailOf(entry)]
  if (!seen.add(`name ${name}`)) return 'username: an earlier line has it, or logs in by it as an e-mail address'
  if (email !== undefined && email !== name && !seen.add(`name ${email}`)) return 'email_login: an earlier line has the e-mail address'
  return entry.sub === undefined || seen.add(`sub ${entry.sub}`) ? undefined : 'sub: an earlier line has it'
}

const usernameOf = (value: unknown) => {
  const username = isMapping(value) ? value['username'] : undefined
  return typeof username === 'string' ? { username: username.slice(0, 100) } : {}
}

const toRule = (error: unknown): string => {
  if (error instanceof DocumentError) return [...(error.path.length > 0 ? [`${error.path.join('.')}:`] : []), error.message].join(' ')
  return error instanceof Error ? error.message : 'is not valid'
}
