import { Entity, Index } from 'typeorm'
import { KeyColumn, LongTextColumn, NumberColumn, TextColumn, TimeColumn } from '#platform/database/columns'

/** Something that happened, kept for good. Nothing in it is ever changed but the number of its seal, once. */
@Entity('audit_log')
@Index('audit_log_seal_id', ['seal', 'id'])
@Index('audit_log_starts', ['id'], { where: "type = 'server.started'" })
export class AuditRecordRow {
  @KeyColumn('id', 32) id!: string
  @TimeColumn('at') at!: number
  @TextColumn('type', 40) type!: string
  @LongTextColumn('actor') actor!: string
  @LongTextColumn('target', { nullable: true }) target!: string | null
  @LongTextColumn('client_id', { nullable: true }) clientId!: string | null
  @LongTextColumn('sub', { nullable: true }) sub!: string | null
  @TextColumn('flow_id', 32, { nullable: true }) flowId!: string | null
  @TextColumn('address', 64, { nullable: true }) address!: string | null
  @TextColumn('node', 64) node!: string
  @LongTextColumn('details') details!: string
  @TextColumn('key_id', 16) keyId!: string
  @TextColumn('mac', 43) mac!: string
  @NumberColumn('seal', { nullable: true }) seal!: number | null
}
