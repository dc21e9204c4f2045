import { Entity, Index } from 'typeorm'
import { FlowColumn, JsonColumn, KeyColumn, NumberColumn, TextColumn, TimeColumn } from '#platform/database/columns'
import type { FlowOutcome, FlowStep } from './flow-record'

/** The steps of a flow that one request took. */
@Entity('flow_events')
@Index('flow_events_flow_id', ['flowId'])
@Index('flow_events_at', ['at'])
export class FlowEventRow {
  @KeyColumn('id', 22) id!: string
  @FlowColumn() flowId!: string
  /** In milliseconds, unlike all other times. */
  @TimeColumn('at') at!: number
  @TextColumn('node', 64) node!: string
  @TextColumn('method', 10) method!: string
  @TextColumn('path', 160) path!: string
  @NumberColumn('status') status!: number
  @NumberColumn('milliseconds') milliseconds!: number
  @TextColumn('outcome', 8) outcome!: FlowOutcome
  @TextColumn('client_id', 200, { nullable: true }) clientId!: string | null
  @TextColumn('sub', 255, { nullable: true }) sub!: string | null
  @TextColumn('error', 60, { nullable: true }) error!: string | null
  @TextColumn('check_name', 60, { nullable: true }) check!: string | null
  @JsonColumn('steps') steps!: FlowStep[]
}
