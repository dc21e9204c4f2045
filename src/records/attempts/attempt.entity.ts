import { Entity, Index } from 'typeorm'
import { KeyColumn, NumberColumn, TimeColumn } from '#platform/database/columns'

/** How often something failed within a window of time. */
@Entity('attempts')
@Index('attempts_window_ends_at', ['windowEndsAt'])
export class AttemptRow {
  @KeyColumn('subject') subject!: string
  @NumberColumn('failures') failures!: number
  @TimeColumn('window_ends_at') windowEndsAt!: number
}
