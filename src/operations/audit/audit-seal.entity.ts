import { Entity, PrimaryColumn } from 'typeorm'
import { NumberColumn, TextColumn, TimeColumn } from '#platform/database/columns'

/** A seal over records of the audit log and over the seal before. */
@Entity('audit_seals')
export class AuditSealRow {
  @PrimaryColumn({ name: 'number', type: 'integer' }) number!: number
  @TimeColumn('at') at!: number
  @TextColumn('node', 64) node!: string
  @TextColumn('previous', 43) previous!: string
  @NumberColumn('records') records!: number
  @TextColumn('digest', 43) digest!: string
  @TextColumn('key_id', 16) keyId!: string
  @TextColumn('mac', 43) mac!: string
}
