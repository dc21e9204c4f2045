import { Injectable } from '@nestjs/common'
import type { Role } from '#libs/roles/role'
import { isRowEnabled } from '#platform/database/enabled-rows'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Memberships } from '#records/people/memberships'
import { MoreThan } from 'typeorm'
import { UserRow } from './user.entity'
import type { PersonAttributes } from './seeded-accounts'

/** An account with all that a file of people says of one. */
export interface ExportedUser {
  readonly username: string
  readonly sub: string
  readonly passwordHash: string | null
  readonly claims: Readonly<Record<string, unknown>>
  readonly attributes: PersonAttributes
  readonly groups: readonly string[]
  readonly roles: readonly Role[]
  readonly emailLogin: boolean
  readonly disabled: boolean
}

const pageSize = 500

/** Reads all accounts, page by page. */
@Injectable()
export class UserExports {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly memberships: Memberships,
  ) {}

  /** In the order of their names, however many there are; each page as it is at its time. */
  async *all(): AsyncGenerator<ExportedUser, void> {
    for (let after: string | undefined = ''; after !== undefined;) {
      const rows = await this.#page(after)
      const of = await this.memberships.ofMany(rows.map(({ sub }) => sub))
      for (const row of rows) yield toExported(row, of(row.sub))
      after = rows.length < pageSize ? undefined : rows.at(-1)?.canonicalUsername
    }
  }

  async #page(after: string): Promise<readonly UserRow[]> {
    const query = { where: { canonicalUsername: MoreThan(after) }, order: { canonicalUsername: 'ASC' }, take: pageSize } as const
    return this.unitOfWork.find((entities) => entities.find(UserRow, query))
  }
}

const toExported = (row: UserRow, { groups, roles }: Pick<ExportedUser, 'groups' | 'roles'>): ExportedUser => ({
  username: row.username,
  sub: row.sub,
  passwordHash: row.passwordHash,
  claims: row.claims,
  attributes: row.attributes ?? {},
  groups,
  roles,
  emailLogin: row.loginEmail !== null,
  disabled: !isRowEnabled(row),
})
