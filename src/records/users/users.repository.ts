import { Injectable } from '@nestjs/common'
import { enforces } from '#libs/checks/enforces'
import type { AttributeValue } from '#libs/person-attributes/attribute-definition'
import { searchKeysOf } from '#libs/person-attributes/standard-attributes'
import type { Role } from '#libs/roles/role'
import { newId } from '#libs/opaque-token/opaque-token'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { canonicalUsername, parseUsername } from '#libs/username/canonical-username'
import { Events } from '#platform/events/events'
import { Clock } from '#platform/clock/clock'
import { isEnabled } from '#platform/database/enabled-rows'
import { findProperties, findRow, lockRow } from '#platform/database/entity-rows'
import type { Transaction } from '#platform/database/transaction'
import { isUnlisted, toList } from '#platform/database/listed'
import { UnitOfWork } from '#platform/database/unit-of-work'
import type { KeyedDigest } from '#platform/secrets/keyed-digest'
import { PersonRows } from '#records/people/person-rows'
import type { PersonParts } from '#records/people/person-rows'
import { checkLoginNames, loginEmailOf } from './login-email'
import { UserConflict } from './user-conflict'
import { UserRow } from './user.entity'

enforces('OIDCC-8')

/** Values of declared attributes, by name. */
export type PersonAttributes = Readonly<Record<string, AttributeValue>>

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

/** What a seed says of an account. */
export interface SeededUser {
  readonly sub: string | undefined
  readonly username: string
  readonly claims: Readonly<Record<string, unknown>>
  readonly attributes?: PersonAttributes
  /** Paths of the groups that the person is a member of. */
  readonly groups?: readonly string[]
  /** The roles of the person's own. */
  readonly roles?: readonly Role[]
  /** Whether the verified e-mail address works as a username, too. */
  readonly emailLogin?: boolean
  readonly disabled: boolean
  readonly digest: KeyedDigest
  /** A digest of what the seed says of the password, by the canonical name of the account. */
  readonly passwordDigestOf: (name: string) => KeyedDigest
  /** Makes the password's hash, where one is needed. */
  readonly hashPassword: () => Promise<string | null>
  /** Ends what the person has open; called when an account that there is gets another password, or is disabled. */
  readonly endSessions?: (sub: string) => Promise<unknown>
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

  /** Whether an account has this subject, disabled or not. */
  async isSubject(sub: string): Promise<boolean> {
    return this.unitOfWork.find((entities) => entities.existsBy(UserRow, { sub }))
  }

  /**
   * Adds or updates an account from a seed; says what changed. A password that the person changed stays as long as the seed's does.
   *
   * An account that the seed gives another name under the same sub is renamed.
   *
   * @throws UserConflict when the seed gives an account another sub than it has, or a name that another account has
   */
  async put(seeded: SeededUser): Promise<'created' | 'updated' | 'unchanged'> {
    const known = await findKnown(seeded, (where, value) => findRow(this.unitOfWork.lookUps, UserRow, where, [value]))
    if (known?.seedDigest === String(seeded.digest)) return 'unchanged'
    // A hash takes long: it is made before the unit that writes it.
    const hash = keepsPassword(seeded, known) ? undefined : await seeded.hashPassword()
    return this.unitOfWork.run((tx) => this.#write(tx, seeded, hash))
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

  async #write(tx: Transaction, seeded: SeededUser, passwordHash: string | null | undefined) {
    const known = await findKnown(seeded, (where, value) => lockRow(tx, UserRow, where, [value]))
    await checkLoginNames(tx, seeded, known?.sub)
    const values = {
      ...toValues(seeded, this.clock.now()),
      ...(passwordHash !== undefined && { passwordHash }),
      updatedAt: this.clock.now(),
    }
    return known ? this.#update(tx, seeded, known, values) : this.#create(tx, seeded, values)
  }

  async #create(tx: Transaction, seeded: SeededUser, values: RowValues): Promise<'created'> {
    const { sub = newId(), username } = seeded
    const row = { passwordHash: null, ...values, sub, createdAt: values.updatedAt }
    await tx.entities.insert(UserRow, row as object)
    await this.personRows.add(tx, [partsOf(sub, seeded)])
    await this.events.keep('user.changed', { sub, username, change: 'created' })
    return 'created'
  }

  async #update(tx: Transaction, seeded: SeededUser, { sub, username, seedDigest, disabledBySeedAt }: UserRow, values: RowValues) {
    const hasNewPassword = 'passwordHash' in values
    // What an administrator has enabled is not disabled again by a seed that says nothing new.
    const kept = seeded.digest.matches(seedDigest) ? { disabledBySeedAt } : {}
    await tx.entities.update(UserRow, { sub }, { ...values, ...kept } as object)
    await this.personRows.replace(tx, [partsOf(sub, seeded)])
    if (hasNewPassword || seeded.disabled) await seeded.endSessions?.(sub)
    if (seeded.digest.matches(seedDigest)) return 'unchanged'
    const renamed = username === seeded.username ? '' : `, renamed from ${username}`
    const change = `updated${renamed}${hasNewPassword ? ', with a new password' : ''}`
    await this.events.keep('user.changed', { sub, username: seeded.username, change })
    return 'updated'
  }
}

type RowValues = ReturnType<typeof toValues> & { readonly updatedAt: number; readonly passwordHash?: string | null }

const toValues = (seeded: SeededUser, now: EpochSeconds) => ({
  username: seeded.username,
  canonicalUsername: canonicalUsername(seeded.username),
  loginEmail: loginEmailOf(seeded) ?? null,
  claims: seeded.claims,
  attributes: Object.keys(seeded.attributes ?? {}).length === 0 ? null : seeded.attributes,
  disabledBySeedAt: seeded.disabled ? now : null,
  seedDigest: String(seeded.digest),
  passwordSeedDigest: String(seeded.passwordDigestOf(canonicalUsername(seeded.username))),
})

const partsOf = (sub: string, { groups = [], roles = [], claims, attributes = {} }: SeededUser): PersonParts => ({
  sub,
  groups,
  roles,
  keys: searchKeysOf(claims, attributes),
})

/** An account that is renamed keeps its password: what the seed says of it is compared by the name that the account had. */
const keepsPassword = ({ passwordDigestOf }: SeededUser, known: UserRow | undefined): boolean =>
  known !== undefined && passwordDigestOf(known.canonicalUsername).matches(known.passwordSeedDigest)

type FindUser = (where: string, value: string) => Promise<UserRow | undefined>

async function findKnown({ sub, username }: SeededUser, find: FindUser): Promise<UserRow | undefined> {
  const named = await find('canonical_username = $1', canonicalUsername(username))
  if (sub === undefined || sub === named?.sub) return named
  const known = await find('sub = $1', sub)
  if (!named) return known
  if (known) throw new UserConflict(`username: the account with this sub cannot be renamed to it, since another account has the name`)
  throw new UserConflict('sub: an account keeps the sub that it has')
}
