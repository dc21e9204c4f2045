import { Entity } from 'typeorm'
import { KeyColumn } from '#platform/database/columns'

/** A client that is to hear of a session's end. */
@Entity('session_clients')
export class SessionClientRow {
  @KeyColumn('sid') sid!: string
  @KeyColumn('client_id', 200) clientId!: string
}
