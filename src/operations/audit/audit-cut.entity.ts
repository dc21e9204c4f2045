import { Entity, PrimaryColumn } from 'typeorm'
import { LongTextColumn, NumberColumn, TextColumn, TimeColumn } from '#platform/database/columns'

/** Where the audit log begins once its oldest records were dropped: one row, moved with each drop. */
@Entity('audit_cut')
export class AuditCutRow {
  @PrimaryColumn({ name: 'id', type: 'integer' }) id!: number
  @NumberColumn('number') number!: number
  @TextColumn('digest', 43) digest!: string
  @TimeColumn('at') at!: number
  @TimeColumn('records') records!: number
  @NumberColumn('archived_from') archivedFrom!: number
  @LongTextColumn('last_start', { nullable: true }) lastStart!: string | null
  @TextColumn('key_id', 16) keyId!: string
  @TextColumn('mac', 43) mac!: string
}
