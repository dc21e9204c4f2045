import { Injectable } from '@nestjs/common'
import { In } from 'typeorm'
import { enforces } from '#libs/checks/enforces'
import { isListed, toList } from '#platform/database/listed'
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

  /** Takes the clients of sessions that are ending, by one statement; by sid. */
  async take(sids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const sql = `DELETE FROM session_clients WHERE ${isListed('sid', 1)} RETURNING sid, client_id`
    const rows = await this.unitOfWork.writes.query(sql, [toList(sids)])
    return toMap(rows.map((row) => [row['sid'] as string, row['client_id'] as string]))
  }

  async remove(sids: readonly string[]): Promise<void> {
    if (sids.length > 0) await this.unitOfWork.run(({ entities }) => entities.delete(SessionClientRow, { sid: In([...sids]) }))
  }
}

function toMap(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, string[]>()
  for (const [key, value] of pairs) {
    const values = map.get(key) ?? []
    values.push(value)
    map.set(key, values)
  }
  return map
}
