import { Injectable } from '@nestjs/common'
import { newId } from '#libs/opaque-token/opaque-token'
import { canonicalUsername } from '#libs/username/canonical-username'
import { Clock } from '../clock/clock'
import { UnitOfWork } from '../database/unit-of-work'
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
  readonly digest: string
  readonly passwordDigest: string
  /** Makes the password's hash, where one is needed. */
  readonly hashPassword: () => Promise<string | null>
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

  async setPasswordHash(sub: string, passwordHash: string): Promise<void> {
    await this.unitOfWork.write((manager) => manager.update(UserRow, { sub }, { passwordHash, updatedAt: this.clock.now() }))
  }

  /** Adds or updates an account from a seed; says what changed. A password that the person changed stays as long as the seed's does. */
  async put(seeded: SeededUser): Promise<'created' | 'updated' | 'unchanged'> {
    const canonical = canonicalUsername(seeded.username)
    const known = await this.unitOfWork.read((manager) => manager.findOneBy(UserRow, { canonicalUsername: canonical }))
    if (known?.seedDigest === seeded.digest) return 'unchanged'
    const isNewPassword = known?.passwordSeedDigest !== seeded.passwordDigest
    const passwordHash = isNewPassword ? await seeded.hashPassword() : known.passwordHash
    return this.#write(seeded, canonical, passwordHash)
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
    const values = { username, claims, disabled, passwordHash, seedDigest: digest, passwordSeedDigest: passwordDigest, updatedAt: now }
    return this.unitOfWork.run(async (manager) => {
      const known = await manager.findOneBy(UserRow, { canonicalUsername: canonical })
      if (known) await manager.update(UserRow, { sub: known.sub }, values as object)
      else await manager.insert(UserRow, { sub: sub ?? newId(), canonicalUsername: canonical, createdAt: now, ...values } as object)
      return known ? 'updated' : 'created'
    })
  }
}
