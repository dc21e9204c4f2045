import { Entity, Index } from 'typeorm'
import { FlowColumn, KeyColumn, NumberColumn, TextColumn, TimeColumn } from '#platform/database/columns'

/** The end of one session that one client is to be told. */
@Entity('logout_deliveries')
@Index('logout_deliveries_finished_at_due_at', ['finishedAt', 'dueAt'])
@Index('logout_deliveries_waiting_client_id', ['clientId', 'finishedAt', 'dueAt'])
export class LogoutDeliveryRow {
  /** The jti of its logout token, however often that is made. */
  @KeyColumn('jti') jti!: string
  @TextColumn('client_id', 200) clientId!: string
  @TextColumn('sub', 255) sub!: string
  @TextColumn('sid', 43) sid!: string
  @NumberColumn('attempts') attempts!: number
  /** When it is to be tried next; while a node is at it, when that node's turn is over. */
  @TimeColumn('due_at') dueAt!: number
  @TextColumn('outcome', 16, { nullable: true }) outcome!: string | null
  @TimeColumn('finished_at', { nullable: true }) finishedAt!: number | null
  @TimeColumn('created_at') createdAt!: number
  @FlowColumn() flowId!: string
}
