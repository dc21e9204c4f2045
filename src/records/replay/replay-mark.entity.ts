import { Entity, Index } from 'typeorm'
import { KeyColumn, TimeColumn } from '#platform/database/columns'

/** That something usable once has been used: a client assertion's or a DPoP proof's jti. */
@Entity('replay_marks')
@Index('replay_marks_expires_at', ['expiresAt'])
export class ReplayMarkRow {
  @KeyColumn('mark') mark!: string
  @TimeColumn('expires_at') expiresAt!: number
}
