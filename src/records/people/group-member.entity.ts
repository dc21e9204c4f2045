import { Entity, Index } from 'typeorm'
import { KeyColumn } from '#platform/database/columns'

/** A person is a member of a group; of those above it, too, without rows of their own. */
@Entity('group_members')
@Index('group_members_path', ['path', 'sub'])
export class GroupMemberRow {
  @KeyColumn('sub', 255) sub!: string
  @KeyColumn('path', 255) path!: string
}
