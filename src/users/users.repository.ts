import { Injectable } from '@nestjs/common'
import { newId } from '#libs/opaque-token/opaque-token'
import { canonicalUsername } from '#libs/username/canonical-username'
import { Clock } from '../clock/clock'
import { UnitOfWork } from '../database/unit-of-work'
import type { KeyedDigest } from '../secrets/keyed-digest'
import { UserRow } from './user.entity'

/** A person's account. */
export interface User {
  readonly sub: string
  readonly username: string
  readonly claims: Readonly<Record<string, unknown>>
}

export interface UserWithPassword extends User {
  readonly passwordHash: string | undefined
}

/** What a seed says of an account. */
export interface SeededUser {
  readonly sub: string | undefined
  readonly username: string
  readonly claims: Readonly<Record<string, unknown>>
  readonly disabled: boolean
  readonly digest: KeyedDigest
  readonly passwordDigest: KeyedDigest
  /** Makes the password's hash, where one is needed. */
  readonly hashPassword: () => Promise<string | null>
}

const checkSubject = (seeded: SeededUser, known: UserRow | null): void => {
  if (known && seeded.sub !== undefined && seeded.sub !== known.sub) throw new Error('sub: an account keeps the sub that it has')
}

/** People's accounts. A disabled one is not found. */
@Injectable()
export class Users {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findBySub(sub: string): Promise<User | undefined> {
    const row = await this.unitOfWork.read((manager) => manager.findOneBy(UserRow, { sub, disabled: false }))
    return row ?? undefined
  }

  async findByUsername(username: string): Promise<UserWithPassword | undefined> {
    const where = { canonicalUsername: canonicalUsername(username), disabled: false }
    const row = await this.unitOfWork.read((manager) => manager.findOneBy(UserRow, where))
    if (!row) return undefined
    const { sub, claims, passwordHash } = row
    return { sub, username: row.username, claims, passwordHash: passwordHash ?? undefined }
  }

  /** The subject of an account, disabled or not. */
  async findSubOf(username: string): Promise<string | undefined> {
    const where = { canonicalUsername: canonicalUsername(username) }
    return (await this.unitOfWork.read((manager) => manager.findOneBy(UserRow, where)))?.sub
  }

  async setPasswordHash(sub: string, passwordHash: string): Promise<void> {
    await this.unitOfWork.write((manager) => manager.update(UserRow, { sub }, { passwordHash, updatedAt: this.clock.now() }))
  }

  /**
   * Adds or updates an account from a seed; says what changed. A password that the person changed stays as long as the seed's does.
   *
   * @throws Error when the seed gives an account another sub than it has
   */
  async put(seeded: SeededUser): Promise<'created' | 'updated' | 'unchanged'> {
    const canonical = canonicalUsername(seeded.username)
    const known = await this.unitOfWork.read((manager) => manager.findOneBy(UserRow, { canonicalUsername: canonical }))
    checkSubject(seeded, known)
    if (seeded.digest.matches(known?.seedDigest)) return 'unchanged'
    const keepsPassword = known !== null && seeded.passwordDigest.matches(known.passwordSeedDigest)
    return this.#write(seeded, canonical, keepsPassword ? known.passwordHash : await seeded.hashPassword())
  }

  /** Deletes the accounts that the list does not name; returns their subjects. */
  async prune(keep: ReadonlySet<string>): Promise<readonly User[]> {
    return this.unitOfWork.run(async (manager) => {
      const gone = (await manager.find(UserRow)).filter((row) => !keep.has(row.canonicalUsername))
      for (const { sub } of gone) await manager.delete(UserRow, { sub })
      return gone
    })
  }

  async #write({ sub, username, claims, disabled, digest, passwordDigest }: SeededUser, canonical: string, passwordHash: string | null) {
    const now = this.clock.now()
    const values = {
      username,
      claims,
      disabled,
      passwordHash,
      seedDigest: String(digest),
      passwordSeedDigest: String(passwordDigest),
      updatedAt: now,
    }
    return this.unitOfWork.run(async (manager) => {
      const known = await manager.findOneBy(UserRow, { canonicalUsername: canonical })
      if (known) await manager.update(UserRow, { sub: known.sub }, values as object)
      else await manager.insert(UserRow, { sub: sub ?? newId(), canonicalUsername: canonical, createdAt: now, ...values } as object)
      return known ? 'updated' : 'created'
    })
  }
}
