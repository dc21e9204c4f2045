import { Injectable } from '@nestjs/common'
import { In, MoreThan } from 'typeorm'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { canonicalUsername, longestUsername, parseUsername } from '#libs/username/canonical-username'
import { Clock } from '#platform/clock/clock'
import type { Transaction } from '#platform/database/transaction'
import { isEnabled, isRowEnabled } from '#platform/database/enabled-rows'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Events } from '#platform/events/events'
import { UserRow } from './user.entity'

/** An account as an administrator sees it, disabled or not; never its password. */
export interface AdministeredUser {
  readonly sub: string
  readonly username: string
  readonly claims: Readonly<Record<string, unknown>>
  readonly attributes: Readonly<Record<string, unknown>>
  readonly disabled: boolean
  readonly disabledByHandAt: EpochSeconds | null
  readonly hasPassword: boolean
  readonly isSeeded: boolean
  readonly createdAt: EpochSeconds
  readonly updatedAt: EpochSeconds
}

/** What else ends when an account may not be used as before; it is done in the same unit. */
type EndAll = (sub: string) => Promise<unknown>

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
    const row = await this.unitOfWork.find(
      async (entities) =>
        (await entities.findOneBy(UserRow, { canonicalUsername: name })) ?? (await entities.findOneBy(UserRow, { sub: nameOrSub })),
    )
    return row ? toAdministered(row) : undefined
  }

  /** Accounts in the order of their names, those after `after`. */
  async list(limit: number, after = ''): Promise<readonly AdministeredUser[]> {
    const where = { canonicalUsername: MoreThan(canonicalUsername(after.slice(0, longestUsername))) }
    const query = { where, order: { canonicalUsername: 'ASC' }, take: limit } as const
    return (await this.unitOfWork.find((entities) => entities.find(UserRow, query))).map(toAdministered)
  }

  /** The accounts of these subs, in the order of the subs. */
  async listBySub(subs: readonly string[]): Promise<readonly AdministeredUser[]> {
    const query = { where: { sub: In([...subs]) }, order: { sub: 'ASC' } } as const
    return (await this.unitOfWork.find((entities) => entities.find(UserRow, query))).map(toAdministered)
  }

  /** Until an administrator enables it, whatever a seed says. False when it is disabled by hand already. */
  async disable({ sub, username }: AdministeredUser, endAll: EndAll): Promise<boolean> {
    const now = this.clock.now()
    const sql = 'UPDATE users SET disabled_by_hand_at = $1, updated_at = $2 WHERE sub = $3 AND disabled_by_hand_at IS NULL RETURNING sub'
    return this.#change({ sub, username, change: 'disabled' }, async (tx) => {
      const rows = await tx.query(sql, [now, now, sub])
      await endAll(sub)
      return rows.length === 1
    })
  }

  /** False when it is not disabled. */
  async enable({ sub, username }: AdministeredUser): Promise<boolean> {
    const sql = `UPDATE users SET disabled_by_hand_at = NULL, disabled_by_seed_at = NULL, updated_at = $1
      WHERE sub = $2 AND NOT (${isEnabled}) RETURNING sub`
    const values = [this.clock.now(), sub]
    return this.#change({ sub, username, change: 'enabled' }, async (tx) => (await tx.query(sql, values)).length === 1)
  }

  /** Gives the account another password, and ends what was opened with the old one. */
  async setPasswordHash({ sub, username }: AdministeredUser, passwordHash: string, endAll: EndAll): Promise<void> {
    await this.#change({ sub, username, change: 'updated, with a new password' }, async (tx) => {
      await tx.entities.update(UserRow, { sub }, { passwordHash, updatedAt: this.clock.now() })
      await endAll(sub)
      return true
    })
  }

  async #change(
    what: { readonly sub: string; readonly username: string; readonly change: string },
    work: (tx: Transaction) => Promise<boolean>,
  ): Promise<boolean> {
    return this.unitOfWork.run(async (tx) => {
      const hasChanged = await work(tx)
      if (hasChanged) await this.events.keep('user.changed', what)
      return hasChanged
    })
  }
}

const toAdministered = (row: UserRow): AdministeredUser => ({
  sub: row.sub,
  username: row.username,
  claims: row.claims,
  attributes: row.attributes ?? {},
  disabled: !isRowEnabled(row),
  disabledByHandAt: row.disabledByHandAt,
  hasPassword: row.passwordHash !== null,
  isSeeded: row.seedDigest !== null,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
})
