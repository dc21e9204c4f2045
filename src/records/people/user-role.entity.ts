import { Entity, Index } from 'typeorm'
import { KeyColumn } from '#platform/database/columns'

/** A role of a person's own, at one resource or, where that is empty, at all. */
@Entity('user_roles')
@Index('user_roles_role', ['role', 'resource', 'sub'])
export class UserRoleRow {
  @KeyColumn('sub', 255) sub!: string
  @KeyColumn('resource', 500) resource!: string
  @KeyColumn('role', 200) role!: string
}
