import { Injectable } from '@nestjs/common'
import type { Translations } from '#libs/languages/pick-translation'
import type { Role } from '#libs/roles/role'
import { isListed, toList } from '#platform/database/listed'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Events } from '#platform/events/events'
import { findSeeded } from '#records/seeded/find-seeded'
import type { SeededRow } from '#records/seeded/find-seeded'
import { pruneSeeded } from '#records/seeded/prune-seeded'
import { putSeeded } from '#records/seeded/put-seeded'
import type { SeedChange, Seeded } from '#records/seeded/put-seeded'
import { UserGroupRow } from './user-group.entity'

/** A group of people, and the roles that its members have. */
export interface Group {
  readonly path: string
  readonly description: Translations
  readonly roles: readonly Role[]
}

/** The groups that are declared. Those above a declared one are there by its path. */
@Injectable()
export class Groups {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
  ) {}

  /** The paths of all groups that are declared, sorted. */
  async paths(): Promise<readonly string[]> {
    const rows = await this.unitOfWork.reads.query('SELECT path FROM user_groups ORDER BY path', [])
    return rows.map((row) => row['path'] as string)
  }

  async find(path: string): Promise<Group | undefined> {
    const row = await this.unitOfWork.find((entities) => entities.findOneBy(UserGroupRow, { path }))
    return row ? { path, description: row.description ?? {}, roles: row.roles ?? [] } : undefined
  }

  /** The roles that the members of these groups have. */
  async rolesOf(paths: readonly string[]): Promise<readonly Role[]> {
    if (paths.length === 0) return []
    const sql = `SELECT roles FROM user_groups WHERE ${isListed('path', 1)} AND roles IS NOT NULL`
    const rows = await this.unitOfWork.lookUps.query(sql, [toList(paths)])
    return rows.flatMap((row) => JSON.parse(row['roles'] as string) as Role[])
  }

  /** Those that seeds have brought. */
  async seeded(): Promise<readonly SeededRow[]> {
    return findSeeded(this.unitOfWork.reads, { table: 'user_groups', key: 'path' })
  }

  /** Adds or replaces what a seed says, in one unit; says what changed of each. */
  async putAll(seeded: readonly Seeded<Group>[]): Promise<readonly SeedChange[]> {
    const entries = seeded.map(({ entry, digest }) => ({ key: entry.path, digest, toValues: () => toColumns(entry) }))
    return this.unitOfWork.run(async (tx) => {
      const changes = await putSeeded(tx, { entity: UserGroupRow, column: 'path', property: 'path' }, entries)
      const told = entries.map(({ key }, index) => ({ group: key, change: changes[index] ?? 'unchanged' }))
      await this.events.keepAll(
        'group.changed',
        told.filter(({ change }) => change !== 'unchanged'),
      )
      return changes
    })
  }

  /** Removes those that came from a seed and that the list does not name, with their memberships; says which. */
  async prune(keep: ReadonlySet<string>): Promise<readonly string[]> {
    return this.unitOfWork.run(async (tx) => {
      const gone = await pruneSeeded(tx, 'user_groups', 'path', keep)
      await tx.query(`DELETE FROM group_members WHERE ${isListed('path', 1)}`, [toList(gone)])
      await this.events.keepAll(
        'group.changed',
        gone.map((group) => ({ group, change: 'removed' })),
      )
      return gone
    })
  }
}

const toColumns = ({ description, roles }: Group) => ({
  description: Object.keys(description).length === 0 ? null : description,
  roles: roles.length === 0 ? null : roles,
})
