import { instanceToPlain, Type } from 'class-transformer'
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsObject, IsString, Matches, ValidateNested } from 'class-validator'
import { parsePasswordHash } from '#libs/password-hash/parse-password-hash'
import { UnusablePasswordHash } from '#libs/password-hash/password-hash'
import type { AttributeValue } from '#libs/person-attributes/attribute-definition'
import { canonicalUsername, longestUsername } from '#libs/username/canonical-username'
import { Optional, Text } from './entry-rules'
import { readEntry } from './read-entry'
import { readRoles } from './read-roles'
import type { SeedUser } from './seed-document'
import { StandardClaims } from './standard-claims'

const subject = /^[\x21-\x7e]{1,255}$/

/** A user as the seed writes it. */
class UserEntry {
  /** At most 255 characters; two that differ only in case or in Unicode form are one. */
  @Text(longestUsername)
  readonly username!: string

  /** This or `password_hash`, exactly one. */
  @Optional()
  @Text(1000)
  readonly password?: string

  /** argon2, bcrypt, scrypt or PBKDF2, in one of the [forms below](#password-hashes). */
  @Optional()
  @IsString({ message: 'must be text (numbers, true, false and null need quotes)' })
  readonly password_hash?: string

  /** At most 255 printable ASCII characters; random where it is left out. It never changes, and is never a `client_id`. An entry that gives it another `username` renames the account; everything else of it stays. */
  // OpenID Connect Core §2: at most 255 ASCII characters
  @Optional()
  @Matches(subject, { message: 'must have from 1 to 255 printable ASCII characters, without spaces' })
  @IsString({ message: 'must be text (numbers need quotes)' })
  readonly sub?: string

  /** The standard claims of OpenID Connect Core §5.1, each of its type. */
  @Optional()
  @IsObject({ message: 'must be a mapping' })
  @ValidateNested()
  @Type(() => StandardClaims)
  readonly claims?: StandardClaims

  /** Paths of the groups that the person is in; those above them follow. */
  @Optional()
  @ArrayMaxSize(1000, { message: 'holds more than 1000 groups' })
  @ArrayUnique({ message: 'must not name a group twice' })
  @Text(255, { each: true })
  @IsArray({ message: 'must be a list' })
  readonly groups?: string[]

  /** Roles of the person's own: names, or `{ resource, role }` for one resource. */
  @Optional()
  @IsArray({ message: 'must be a list' })
  readonly roles?: unknown[]

  /** Values of the attributes that are declared, each of its type. */
  @Optional()
  @IsObject({ message: 'must be a mapping' })
  readonly attributes?: Readonly<Record<string, AttributeValue>>

  /** `true`: the verified e-mail address works as a username, too. */
  @Optional()
  @IsBoolean({ message: 'must be true or false' })
  readonly email_login?: boolean

  /** `true` ends all sessions and grants of the account. */
  @Optional()
  @IsBoolean({ message: 'must be true or false' })
  readonly disabled?: boolean
}

/**
 * Reads one user of a seed.
 *
 * @throws Error `field: rule`
 */
export function readSeedUser(value: unknown): SeedUser {
  return readUser(value, ({ password, password_hash: hash }) => (password === undefined) === (hash === undefined))
}

/**
 * Reads one user of a file of people, who need not have a password.
 *
 * @throws Error `field: rule`
 */
export function readImportedUser(value: unknown): SeedUser {
  return readUser(value, ({ password, password_hash: hash }) => password !== undefined && hash !== undefined)
}

function readUser(value: unknown, isWrong: (entry: UserEntry) => boolean): SeedUser {
  const entry = readEntry(UserEntry, value)
  checkUsername(entry.username)
  if (isWrong(entry)) throw new Error('password: exactly one of password and password_hash is needed')
  if (entry.password_hash !== undefined) checkHash(entry.password_hash)
  checkEmailLogin(entry)
  const { username, password, password_hash: passwordHash, sub, claims, disabled } = entry
  return {
    username,
    ...(password !== undefined && { password }),
    ...(passwordHash !== undefined && { passwordHash }),
    ...(sub !== undefined && { sub }),
    claims: claims ? instanceToPlain(claims) : {},
    ...belongingsOf(entry),
    disabled: disabled ?? false,
  }
}

/** What an entry says beyond the account itself; nothing where it says nothing. */
const belongingsOf = ({ attributes, groups, roles, email_login: emailLogin }: UserEntry): Partial<SeedUser> => ({
  ...(attributes && { attributes: { ...attributes } }),
  ...(groups && { groups }),
  ...(roles && { roles: readRoles(roles) }),
  ...(emailLogin !== undefined && { emailLogin }),
})

function checkUsername(username: string): void {
  const { length } = canonicalUsername(username)
  if (username.trim() !== username || length === 0) throw new Error('username: must have visible characters, and no space at either end')
  if (length > longestUsername) throw new Error(`username: must have at most ${longestUsername} characters in its canonical form`)
}

function checkHash(hash: string): void {
  try {
    parsePasswordHash(hash)
  } catch (error) {
    throw error instanceof UnusablePasswordHash ? new Error(`password_hash: ${error.message}`) : error
  }
}

function checkEmailLogin({ email_login: wanted = false, claims }: UserEntry): void {
  if (wanted && (claims?.email === undefined || claims.email_verified !== true))
    throw new Error('email_login: needs claims.email, with claims.email_verified true')
}
