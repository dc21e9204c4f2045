import { Injectable } from '@nestjs/common'
import { searchKeysOf } from '#libs/person-attributes/standard-attributes'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { canonicalUsername } from '#libs/username/canonical-username'
import { Clock } from '#platform/clock/clock'
import { isListed, listedRows, toList } from '#platform/database/listed'
import type { Transaction } from '#platform/database/transaction'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { endedTogether } from '#platform/events/ended-together'
import { Events } from '#platform/events/events'
import { PersonRows } from '#records/people/person-rows'
import type { PersonParts } from '#records/people/person-rows'
import type { ImportedUser, PlannedImport } from './imported-user'
import { knownAccountColumns, KnownAccounts, toKnownAccount } from './known-accounts'
import { loginEmailOf } from './login-email'

/** An account to be written, with the hash of its password where it takes one. */
export interface WrittenImport extends PlannedImport {
  readonly passwordHash: string | undefined
}

const columns = [
  'sub',
  'username',
  'canonical_username',
  'login_email',
  'password_hash',
  'claims',
  'attributes',
  'import_digest',
  'password_seed_digest',
] as const
const texts = columns.map((_, index) => `value ->> ${index}`)
const [disabledAt, now, knownAs] = [`CAST(value ->> ${columns.length} AS bigint)`, `CAST(value ->> ${columns.length + 1} AS bigint)`, 11]

const insertion = `INSERT INTO users (${columns.join(', ')}, disabled_by_seed_at, created_at, updated_at)
  SELECT ${texts.join(', ')}, ${disabledAt}, ${now}, ${now} FROM ${listedRows(1)} WHERE true ON CONFLICT DO NOTHING RETURNING sub`

const known = ['canonical_username', 'login_email', 'sub']
  .map((column, index) => `SELECT ${knownAccountColumns} FROM users WHERE ${isListed(column, index + 1)}`)
  .join(' UNION ALL ')
/** What the file says nothing of stays. */
const kept = new Set<string>(['password_hash', 'password_seed_digest'])
const changes = columns.slice(1).map((column, index) => {
  const value = `value ->> ${index + 1}`
  return `${column} = ${kept.has(column) ? `COALESCE(${value}, users.${column})` : value}`
})
const refresh = `UPDATE users SET import_digest = value ->> 7, password_seed_digest = COALESCE(value ->> 8, users.password_seed_digest)
  FROM ${listedRows(1)} WHERE users.sub = value ->> 0 RETURNING sub`
// An account that came into a seed's hands meanwhile is left to it, and one that was renamed is looked for anew.
const update = `UPDATE users SET ${changes.join(', ')}, disabled_by_seed_at = ${disabledAt}, updated_at = ${now}
  FROM ${listedRows(1)}
  WHERE users.sub = value ->> 0 AND users.canonical_username = value ->> ${knownAs} AND users.seed_digest IS NULL RETURNING sub`

const statements = { create: insertion, update, refresh } as const

/** Writes the accounts of people who come from another server: hundreds of them by the same few statements. */
@Injectable()
export class UserImports {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly personRows: PersonRows,
  ) {}

  /** The accounts that these people could mean or be at odds with. */
  async findKnown(users: readonly ImportedUser[]): Promise<KnownAccounts> {
    const names = users.flatMap((user) => [canonicalUsername(user.username), loginEmailOf(user) ?? []].flat())
    const subs = users.flatMap(({ sub }) => sub ?? [])
    const rows = await this.unitOfWork.reads.query(known, [toList(names), toList(names), toList(subs)])
    return new KnownAccounts(rows.map(toKnownAccount))
  }

  /**
   * Writes them in one unit; says which were written: an account that has changed since it was found is left alone.
   *
   * @param endSessions ends what these people have open, within the unit
   */
  async write(planned: readonly WrittenImport[], endSessions: (subs: readonly string[]) => Promise<unknown>): Promise<ReadonlySet<string>> {
    return this.unitOfWork.run(async (tx) => {
      const created = await this.#apply(tx, 'create', planned)
      const updated = await this.#apply(tx, 'update', planned)
      const refreshed = await this.#apply(tx, 'refresh', planned)
      await this.personRows.add(tx, created.map(toParts))
      await this.personRows.replace(tx, updated.map(toParts))
      const ended = updated.filter(({ takesPassword, user }) => takesPassword || user.disabled).map(({ sub }) => sub)
      if (ended.length > 0) await endSessions(ended)
      await this.#tell('created', created)
      await this.#tell('updated', updated)
      return new Set([...created, ...updated, ...refreshed].map(({ sub }) => sub))
    })
  }

  async #apply(tx: Transaction, kind: PlannedImport['kind'], planned: readonly WrittenImport[]): Promise<readonly WrittenImport[]> {
    const those = planned.filter((one) => one.kind === kind)
    if (those.length === 0) return []
    const at = this.clock.now()
    const written = await tx.query(statements[kind], [toList(those.map((one) => toValues(one, at)))])
    const subs = new Set(written.map((row) => row['sub']))
    return those.filter(({ sub }) => subs.has(sub))
  }

  async #tell(change: 'created' | 'updated', written: readonly PlannedImport[]): Promise<void> {
    const subs = written.map(({ sub }) => sub)
    if (subs.length > 0) await this.events.keep('users.imported', endedTogether(subs, `${change} by an import`))
  }
}

/** In the order of the columns; then when it was disabled, the time now, and the name by which it was found. */
function toValues({ sub, user, knownAs: name, takesPassword, passwordHash }: WrittenImport, at: EpochSeconds): readonly unknown[] {
  const { username, claims, attributes = {}, disabled, digest, passwordDigestOf } = user
  const canonical = canonicalUsername(username)
  return [
    sub,
    username,
    canonical,
    loginEmailOf(user) ?? null,
    takesPassword ? (passwordHash ?? null) : null,
    JSON.stringify(claims),
    Object.keys(attributes).length === 0 ? null : JSON.stringify(attributes),
    String(digest),
    passwordDigestOf ? String(passwordDigestOf(canonical)) : null,
    disabled ? at : null,
    at,
    name,
  ]
}

const toParts = ({ sub, user: { groups = [], roles = [], claims, attributes = {} } }: PlannedImport): PersonParts => ({
  sub,
  groups,
  roles,
  keys: searchKeysOf(claims, attributes),
})
