import { Injectable } from '@nestjs/common'
import { withGroupsAbove } from '#libs/group-path/group-path'
import type { Role } from '#libs/roles/role'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Groups } from '#records/groups/groups.repository'

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

  /** The roles of a person's own. */
  async ownRolesOf(sub: string): Promise<readonly Role[]> {
    const rows = await this.unitOfWork.lookUps.query('SELECT resource, role FROM user_roles WHERE sub = $1', [sub])
    return rows.map(({ resource, role }) => ({ role: role as string, ...(resource !== '' && { resource: resource as string }) }))
  }
}
