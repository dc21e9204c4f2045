import { newId } from '#libs/opaque-token/opaque-token'
import type { AttributeValue } from '#libs/person-attributes/attribute-definition'
import type { Role } from '#libs/roles/role'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { canonicalUsername } from '#libs/username/canonical-username'
import type { KeyedDigest } from '#platform/secrets/keyed-digest'
import { changeBySeed, isOutdated } from '#records/seeded/put-seeded'
import type { SeedChange } from '#records/seeded/put-seeded'
import { loginEmailOf } from './login-email'
import { UserConflict } from './user-conflict'
import type { UserRow } from './user.entity'

/** Values of declared attributes, by name. */
export type PersonAttributes = Readonly<Record<string, AttributeValue>>

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

/** What an entry has made of an account. */
export interface WrittenAccount {
  readonly change: SeedChange
  readonly seeded: SeededUser
  /** Where it has to be written. */
  readonly row?: UserRow
  readonly event?: { readonly sub: string; readonly username: string; readonly change: string }
  readonly endSessions?: (sub: string) => Promise<unknown>
}

/** The names, in their canonical form, that an entry has somebody log in by. */
export const namesOf = (seeded: SeededUser): readonly string[] =>
  [canonicalUsername(seeded.username), loginEmailOf(seeded)].filter((name) => name !== undefined)

/** The accounts that the entries of a seed may mean: as they are, and then as one entry after the other makes them. */
export class SeededAccounts {
  readonly #byName = new Map<string, UserRow>()
  readonly #byEmail = new Map<string, UserRow>()
  readonly #bySub = new Map<string, UserRow>()

  constructor(rows: readonly UserRow[]) {
    for (const row of rows) this.#put(row)
  }

  /**
   * Whether an entry needs the hash of its password: an account that is renamed keeps what it has, so that what the seed says of the
   * password is compared by the name that the account had. The entry then counts as written, so that the next is judged as it will be.
   *
   * @throws UserConflict
   */
  needsPassword(seeded: SeededUser): boolean {
    const known = this.#find(seeded)
    if (!isOutdated(known, seeded.digest)) return false
    this.#put(toRow(seeded, known, undefined, 0))
    return known === undefined || !seeded.passwordDigestOf(known.canonicalUsername).matches(known.passwordSeedDigest)
  }

  /**
   * Has an account be as an entry says.
   *
   * @param passwordHash of what the entry says; undefined where the account keeps the password that it has
   * @throws UserConflict
   */
  write(seeded: SeededUser, passwordHash: string | null | undefined, now: EpochSeconds): WrittenAccount {
    const known = this.#find(seeded)
    if (!isOutdated(known, seeded.digest)) return { change: 'unchanged', seeded }
    const row = toRow(seeded, known, passwordHash, now)
    this.#put(row)
    const change = changeBySeed(known, seeded.digest)
    const ends = known !== undefined && (passwordHash !== undefined || seeded.disabled)
    const event = { sub: row.sub, username: row.username, change: describe(known, row, passwordHash) }
    return {
      change,
      seeded,
      row,
      ...(ends && seeded.endSessions && { endSessions: seeded.endSessions }),
      ...(change !== 'unchanged' && { event }),
    }
  }

  #find(seeded: SeededUser): UserRow | undefined {
    const known = this.#meantBy(seeded)
    this.#checkNames(seeded, known?.sub)
    return known
  }

  #meantBy({ sub, username }: SeededUser): UserRow | undefined {
    const named = this.#byName.get(canonicalUsername(username))
    if (sub === undefined || sub === named?.sub) return named
    const known = this.#bySub.get(sub)
    if (!named) return known
    if (known)
      throw new UserConflict(username, 'username: the account with this sub cannot be renamed to it, since another account has the name')
    throw new UserConflict(username, 'sub: an account keeps the sub that it has')
  }

  /** Nobody logs in by another's name: an address is a username of one account alone, and no other's name. */
  #checkNames(seeded: SeededUser, sub: string | undefined): void {
    const { username } = seeded
    const [name, email] = [canonicalUsername(username), loginEmailOf(seeded)]
    const isOthers = (row: UserRow | undefined) => row !== undefined && row.sub !== sub
    if (isOthers(this.#byEmail.get(name)))
      throw new UserConflict(username, 'username: it is the e-mail address that another account logs in by')
    if (email === undefined) return
    if (isOthers(this.#byEmail.get(email))) throw new UserConflict(username, 'email_login: another account logs in by this e-mail address')
    if (isOthers(this.#byName.get(email)))
      throw new UserConflict(username, 'email_login: the e-mail address is the username of another account')
  }

  #put(row: UserRow): void {
    const before = this.#bySub.get(row.sub)
    if (before) this.#byName.delete(before.canonicalUsername)
    if (before?.loginEmail) this.#byEmail.delete(before.loginEmail)
    this.#bySub.set(row.sub, row)
    this.#byName.set(row.canonicalUsername, row)
    if (row.loginEmail !== null) this.#byEmail.set(row.loginEmail, row)
  }
}

function toRow(seeded: SeededUser, known: UserRow | undefined, passwordHash: string | null | undefined, now: EpochSeconds): UserRow {
  const name = canonicalUsername(seeded.username)
  // What a new account has none of is null in its row.
  return Object.assign({ sub: seeded.sub ?? newId(), passwordHash: null, createdAt: now } as UserRow, known, {
    ...saidOf(seeded),
    ...(passwordHash !== undefined && { passwordHash }),
    canonicalUsername: name,
    disabledBySeedAt: disabledBySeedAt(seeded, known, now),
    seedDigest: String(seeded.digest),
    passwordSeedDigest: String(seeded.passwordDigestOf(name)),
    updatedAt: now,
  })
}

const saidOf = (seeded: SeededUser) => ({
  username: seeded.username,
  loginEmail: loginEmailOf(seeded) ?? null,
  claims: seeded.claims,
  attributes: Object.keys(seeded.attributes ?? {}).length === 0 ? null : (seeded.attributes ?? null),
})

/** What an administrator has enabled is not disabled again by a seed that says nothing new. */
function disabledBySeedAt({ digest, disabled }: SeededUser, known: UserRow | undefined, now: EpochSeconds): EpochSeconds | null {
  if (known && digest.matches(known.seedDigest)) return known.disabledBySeedAt
  return disabled ? now : null
}

function describe(known: UserRow | undefined, { username }: UserRow, passwordHash: string | null | undefined): string {
  if (!known) return 'created'
  const renamed = username === known.username ? '' : `, renamed from ${known.username}`
  return `updated${renamed}${passwordHash === undefined ? '' : ', with a new password'}`
}
