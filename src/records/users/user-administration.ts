import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { canonicalUsername, longestUsername, parseUsername } from '#libs/username/canonical-username'
import { Clock } from '#platform/clock/clock'
import { queryRows } from '#platform/database/rows'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Events } from '#platform/events/events'
import { UserRow } from './user.entity'

/** An account as an administrator sees it, disabled or not; never its password. */
export interface AdministeredUser {
  readonly sub: string
  readonly username: string
  readonly claims: Readonly<Record<string, unknown>>
  readonly disabled: boolean
  readonly disabledByHandAt: EpochSeconds | null
  readonly hasPassword: boolean
  readonly isSeeded: boolean
  readonly createdAt: EpochSeconds
  readonly updatedAt: EpochSeconds
}

/** What else ends when an account may not be used as before; it is done in the same unit. */
type EndAll = (sub: string) => Promise<void>

/** What an administrator does to accounts. It acts at every node at once. */
@Injectable()
export class UserAdministration {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** By name, or else by sub. */
  async find(nameOrSub: string): Promise<AdministeredUser | undefined> {
    const name = parseUsername(nameOrSub)
    if (name === undefined) return undefined
    const row = await this.unitOfWork.read(
      async (manager) =>
        (await manager.findOneBy(UserRow, { canonicalUsername: name })) ?? (await manager.findOneBy(UserRow, { sub: nameOrSub })),
    )
    return row ? toAdministered(row) : undefined
  }

  /** Accounts in the order of their names, those after `after`. */
  async list(limit: number, after = ''): Promise<readonly AdministeredUser[]> {
    const rows = await this.unitOfWork.read((manager) =>
      manager
        .createQueryBuilder(UserRow, 'user')
        .where('user.canonicalUsername > :after', { after: canonicalUsername(after.slice(0, longestUsername)) })
        .orderBy('user.canonicalUsername', 'ASC')
        .take(limit)
        .getMany(),
    )
    return rows.map(toAdministered)
  }

  /** Until an administrator enables it, whatever a seed says. False when it is disabled by hand already. */
  async disable({ sub, username }: AdministeredUser, endAll: EndAll): Promise<boolean> {
    const now = this.clock.now()
    const sql = `UPDATE users SET disabled = $1, disabled_by_hand_at = $2, updated_at = $3
      WHERE sub = $4 AND disabled_by_hand_at IS NULL RETURNING sub`
    return this.#change({ sub, username, change: 'disabled' }, async (manager) => {
      const rows = await queryRows(manager, sql, [true, now, now, sub])
      await endAll(sub)
      return rows.length === 1
    })
  }

  /** False when it is not disabled. */
  async enable({ sub, username }: AdministeredUser): Promise<boolean> {
    const sql = `UPDATE users SET disabled = $1, disabled_by_hand_at = NULL, updated_at = $2 WHERE sub = $3 AND disabled = $4 RETURNING sub`
    const values = [false, this.clock.now(), sub, true]
    return this.#change({ sub, username, change: 'enabled' }, async (manager) => (await queryRows(manager, sql, values)).length === 1)
  }

  /** Gives the account another password, and ends what was opened with the old one. */
  async setPasswordHash({ sub, username }: AdministeredUser, passwordHash: string, endAll: EndAll): Promise<void> {
    await this.#change({ sub, username, change: 'updated, with a new password' }, async (manager) => {
      await manager.update(UserRow, { sub }, { passwordHash, updatedAt: this.clock.now() })
      await endAll(sub)
      return true
    })
  }

  async #change(
    what: { readonly sub: string; readonly username: string; readonly change: string },
    work: (manager: EntityManager) => Promise<boolean>,
  ): Promise<boolean> {
    return this.unitOfWork.run(async (manager) => {
      const hasChanged = await work(manager)
      if (hasChanged) await this.events.keep('user.changed', what)
      return hasChanged
    })
  }
}

const toAdministered = (row: UserRow): AdministeredUser => ({
  sub: row.sub,
  username: row.username,
  claims: row.claims,
  disabled: row.disabled,
  disabledByHandAt: row.disabledByHandAt,
  hasPassword: row.passwordHash !== null,
  isSeeded: row.seedDigest !== null,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
})
