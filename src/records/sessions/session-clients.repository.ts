import { Injectable } from '@nestjs/common'
import { In } from 'typeorm'
import { enforces } from '#libs/checks/enforces'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { SessionClientRow } from './session-client.entity'

enforces('OIDCBCL-2.3')

/** Which clients a person went to in a session; kept for as long as the session, however short-lived their grants. */
@Injectable()
export class SessionClients {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Has a client hear of the session's end. The session's row is locked: what ends it meanwhile waits, or was first and leaves nothing. */
  async add(sid: string, clientId: string): Promise<void> {
    const session = 'SELECT sid, $1 FROM sessions WHERE sid = $2 FOR UPDATE'
    const sql = `INSERT INTO session_clients (sid, client_id) ${session} ON CONFLICT DO NOTHING`
    await this.unitOfWork.writes.query(sql, [clientId, sid])
  }

  /** Takes the clients of a session that is ending. */
  async take(sid: string): Promise<readonly string[]> {
    const sql = 'DELETE FROM session_clients WHERE sid = $1 RETURNING client_id'
    const rows = await this.unitOfWork.writes.query(sql, [sid])
    return rows.map((row) => row['client_id'] as string)
  }

  async remove(sids: readonly string[]): Promise<void> {
    if (sids.length > 0) await this.unitOfWork.run(({ entities }) => entities.delete(SessionClientRow, { sid: In([...sids]) }))
  }
}
