import { Injectable } from '@nestjs/common'
import { withGroupsAbove } from '#libs/group-path/group-path'
import type { Role } from '#libs/roles/role'
import { isListed, toList } from '#platform/database/listed'
import type { Row } from '#platform/database/row'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Groups } from '#records/groups/groups.repository'

/** The groups that a person was made a member of, and the roles of the person's own. */
export interface DirectMemberships {
  readonly groups: readonly string[]
  readonly roles: readonly Role[]
}

/** Which groups people are in, and which roles they have. */
@Injectable()
export class Memberships {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly groups: Groups,
  ) {}

  /** The groups that a person is in: those of the memberships and all above them, sorted. */
  async groupsOf(sub: string): Promise<readonly string[]> {
    return withGroupsAbove(await this.directGroupsOf(sub))
  }

  /** The groups that a person was made a member of. */
  async directGroupsOf(sub: string): Promise<readonly string[]> {
    const rows = await this.unitOfWork.lookUps.query('SELECT path FROM group_members WHERE sub = $1', [sub])
    return rows.map((row) => row['path'] as string)
  }

  /**
   * All roles of a person, at whichever resource: their own, and those of the groups.
   *
   * @param groups what groupsOf() answered
   */
  async rolesOf(sub: string, groups: readonly string[]): Promise<readonly Role[]> {
    const [own, ofGroups] = await Promise.all([this.ownRolesOf(sub), this.groups.rolesOf(groups)])
    return [...own, ...ofGroups]
  }

  /** Of many people, by sub: the groups that each was made a member of, and the roles of their own. */
  async ofMany(subs: readonly string[]): Promise<(sub: string) => DirectMemberships> {
    const [groups, roles] = await Promise.all([
      this.unitOfWork.reads.query(`SELECT sub, path FROM group_members WHERE ${isListed('sub', 1)} ORDER BY sub, path`, [toList(subs)]),
      this.unitOfWork.reads.query(`SELECT sub, resource, role FROM user_roles WHERE ${isListed('sub', 1)} ORDER BY sub, resource, role`, [
        toList(subs),
      ]),
    ])
    const [groupsOf, rolesOf] = [bySub(groups), bySub(roles)]
    return (sub) => ({ groups: groupsOf(sub).map((row) => row['path'] as string), roles: rolesOf(sub).map(toRole) })
  }

  /** The roles of a person's own. */
  async ownRolesOf(sub: string): Promise<readonly Role[]> {
    const rows = await this.unitOfWork.lookUps.query('SELECT resource, role FROM user_roles WHERE sub = $1', [sub])
    return rows.map(toRole)
  }
}

function bySub(rows: readonly Row[]): (sub: string) => readonly Row[] {
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    const sub = row['sub'] as string
    const others = found.get(sub)
    if (others) others.push(row)
    else found.set(sub, [row])
  }
  return (sub) => found.get(sub) ?? []
}

const toRole = ({ resource, role }: Row): Role => ({ role: role as string, ...(resource !== '' && { resource: resource as string }) })
