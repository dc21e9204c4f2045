import { Injectable } from '@nestjs/common'
import { enforces } from '#libs/checks/enforces'
import { searchKeysOf } from '#libs/person-attributes/standard-attributes'
import { parseUsername } from '#libs/username/canonical-username'
import { Events } from '#platform/events/events'
import { Clock } from '#platform/clock/clock'
import { isEnabled } from '#platform/database/enabled-rows'
import { findProperties, findRow, findRows, lockRows, putRows } from '#platform/database/entity-rows'
import type { Transaction } from '#platform/database/transaction'
import { isListed, isUnlisted, toList } from '#platform/database/listed'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { PersonRows } from '#records/people/person-rows'
import type { PersonParts } from '#records/people/person-rows'
import { findSeeded } from '#records/seeded/find-seeded'
import type { SeededRow } from '#records/seeded/find-seeded'
import type { SeedChange } from '#records/seeded/put-seeded'
import { namesOf, SeededAccounts } from './seeded-accounts'
import type { PersonAttributes, SeededUser, WrittenAccount } from './seeded-accounts'
import { UserRow } from './user.entity'

enforces('OIDCC-8')

/** A person's account. */
export interface User {
  readonly sub: string
  readonly username: string
  readonly claims: Readonly<Record<string, unknown>>
  /** Values of the attributes that the operator declares. */
  readonly attributes: PersonAttributes
  /** The language of pages that the person chose. */
  readonly language: string | undefined
}

export interface UserWithPassword extends User {
  readonly passwordHash: string | undefined
}

/** An account that is no more. */
export type PrunedUser = Pick<User, 'sub' | 'username'>

const ofUser = ['sub', 'username', 'claims', 'attributes', 'language'] as const
const toUser = ({ sub, username, claims, attributes, language }: Pick<UserRow, (typeof ofUser)[number]>): User => ({
  sub,
  username,
  claims,
  attributes: attributes ?? {},
  language: language ?? undefined,
})

/** People's accounts. A disabled one is not found. */
@Injectable()
export class Users {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly personRows: PersonRows,
  ) {}

  async findBySub(sub: string): Promise<User | undefined> {
    const query = { properties: ofUser, where: `sub = $1 AND ${isEnabled}`, values: [sub] }
    const row = await findProperties(this.unitOfWork.lookUps, UserRow, query)
    return row && toUser(row)
  }

  async findByUsername(username: string): Promise<UserWithPassword | undefined> {
    const name = parseUsername(username)
    if (name === undefined) return undefined
    const row = await findRow(this.unitOfWork.lookUps, UserRow, `(canonical_username = $1 OR login_email = $2) AND ${isEnabled}`, [
      name,
      name,
    ])
    return row && { ...toUser(row), passwordHash: row.passwordHash ?? undefined }
  }

  /** Puts the hash of another password in place, unless the password has changed meanwhile. */
  async replacePasswordHash(sub: string, known: string, passwordHash: string): Promise<void> {
    const values = { passwordHash, updatedAt: this.clock.now() }
    await this.unitOfWork.run(({ entities }) => entities.update(UserRow, { sub, passwordHash: known }, values))
  }

  /** Puts another hash of the same password in place. False when the account has another hash than the one that was verified. */
  async renewPasswordHash(sub: string, verified: string, passwordHash: string): Promise<boolean> {
    const sql = 'UPDATE users SET password_hash = $1 WHERE sub = $2 AND password_hash = $3 RETURNING sub'
    return this.unitOfWork.run(async (tx) => (await tx.query(sql, [passwordHash, sub, verified])).length === 1)
  }

  async rememberLanguage(sub: string, language: string): Promise<void> {
    await this.unitOfWork.run(({ entities }) => entities.update(UserRow, { sub }, { language }))
  }

  /** Keeps the account as it is until the unit ends. False when it is gone or disabled, or its password is another than was verified. */
  async hold(tx: Transaction, sub: string, passwordHash: string): Promise<boolean> {
    const sql = `SELECT password_hash FROM users WHERE sub = $1 AND ${isEnabled} FOR UPDATE`
    const [row] = await tx.query(sql, [sub])
    return row?.['password_hash'] === passwordHash
  }

  /** Those of the subjects that accounts have, disabled or not. */
  async subjectsAmong(subs: readonly string[]): Promise<ReadonlySet<string>> {
    if (subs.length === 0) return new Set()
    const rows = await this.unitOfWork.reads.query(`SELECT sub FROM users WHERE ${isListed('sub', 1)}`, [toList(subs)])
    return new Set(rows.map((row) => row['sub'] as string))
  }

  /** The accounts that seeds have brought, by their canonical names. */
  async seeded(): Promise<readonly SeededRow[]> {
    return findSeeded(this.unitOfWork.reads, { table: 'users', key: 'canonical_username', name: 'username' })
  }

  /** The accounts that entries of a seed may mean, or whose names they may take. */
  async accountsOf(seeded: readonly SeededUser[]): Promise<SeededAccounts> {
    return findAccounts(seeded, (where, list) => findRows(this.unitOfWork.reads, UserRow, where, [list]))
  }

  /** Adds or updates an account from a seed; says what changed. */
  async put(seeded: SeededUser): Promise<SeedChange> {
    const [change = 'unchanged'] = await this.putAll([seeded])
    return change
  }

  /**
   * Adds or updates accounts from a seed, one after the other and in one unit; says what changed of each. A password that the person changed
   * stays as long as the seed's does. An account that the seed gives another name under the same sub is renamed.
   *
   * @throws UserConflict when the seed gives an account another sub than it has, or a name that another account has
   */
  async putAll(seeded: readonly SeededUser[]): Promise<readonly SeedChange[]> {
    const before = await this.accountsOf(seeded)
    // Hashes take long: they are made before the unit that writes them.
    const hashes = await Promise.all(seeded.map(async (one) => (before.needsPassword(one) ? one.hashPassword() : undefined)))
    return this.unitOfWork.run(async (tx) => {
      const accounts = await findAccounts(seeded, (where, list) => lockRows(tx, UserRow, where, [list]))
      const written = seeded.map((one, index) => accounts.write(one, hashes[index], this.clock.now()))
      await this.#keep(tx, written)
      return written.map(({ change }) => change)
    })
  }

  /** Deletes the accounts that came from a seed and that the list does not name; returns them. */
  async prune(keep: ReadonlySet<string>): Promise<readonly PrunedUser[]> {
    const sql = `DELETE FROM users WHERE seed_digest IS NOT NULL AND ${isUnlisted('canonical_username', 1)}
      RETURNING sub, username`
    return this.unitOfWork.run(async (tx) => {
      const rows = await tx.query(sql, [toList([...keep])])
      const gone = rows.map((row) => ({ sub: row['sub'] as string, username: row['username'] as string }))
      await this.personRows.remove(
        tx,
        gone.map(({ sub }) => sub),
      )
      await this.events.keepAll(
        'user.changed',
        gone.map((user) => ({ ...user, change: 'removed' })),
      )
      return gone
    })
  }

  async #keep(tx: Transaction, written: readonly WrittenAccount[]): Promise<void> {
    const rows = written.flatMap((one) => (one.row ? [{ ...one, row: one.row }] : []))
    // Of two entries that mean the same account, the last makes it what it is.
    const last = [...new Map(rows.map((one) => [one.row.sub, one])).values()]
    await putRows(
      tx,
      UserRow,
      last.map(({ row }) => row),
    )
    await this.personRows.replace(
      tx,
      last.map(({ row, seeded }) => partsOf(row.sub, seeded)),
    )
    for (const { row, endSessions } of rows) await endSessions?.(row.sub)
    await this.events.keepAll(
      'user.changed',
      written.flatMap(({ event }) => event ?? []),
    )
  }
}

const partsOf = (sub: string, { groups = [], roles = [], claims, attributes = {} }: SeededUser): PersonParts => ({
  sub,
  groups,
  roles,
  keys: searchKeysOf(claims, attributes),
})

type FindRows = (where: string, list: string) => Promise<readonly UserRow[]>

async function findAccounts(seeded: readonly SeededUser[], find: FindRows): Promise<SeededAccounts> {
  const names = [...new Set(seeded.flatMap(namesOf))]
  const subs = seeded.flatMap(({ sub }) => sub ?? [])
  return new SeededAccounts([
    ...(await find(isListed('canonical_username', 1), toList(names))),
    ...(await find(isListed('login_email', 1), toList(names))),
    ...(subs.length > 0 ? await find(isListed('sub', 1), toList(subs)) : []),
  ])
}
