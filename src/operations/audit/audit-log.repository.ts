import { Injectable } from '@nestjs/common'
import { leastIdAt } from '#libs/record-ids/record-ids'
import type { MarkedRecord } from '#libs/audit-chain/audit-record'
import type { AuditSeal } from '#libs/audit-chain/audit-seal'
import { listedRows, toList } from '#platform/database/listed'
import type { Row, Value } from '#platform/database/row'
import type { Transaction } from '#platform/database/transaction'
import { UnitOfWork } from '#platform/database/unit-of-work'

/** A record with the number of its seal, once it has one. */
export interface StoredRecord extends MarkedRecord {
  readonly seal: number | null
}

/** Which records are wanted; what is left out restricts nothing. */
export interface AuditFilter {
  /** Milliseconds since the epoch: at that time or later. */
  readonly since?: number | undefined
  /** Milliseconds since the epoch: before that time. */
  readonly until?: number | undefined
  readonly type?: string | undefined
  readonly clientId?: string | undefined
  readonly sub?: string | undefined
}

const columns = 'id, at, type, actor, target, client_id, sub, flow_id, address, node, details, key_id, mac'
const places = columns.split(', ').map((_, index) => `$${index + 1}`)
const insert = `INSERT INTO audit_log (${columns}) VALUES (${places.join(', ')})`
const members = columns.split(', ').map((column, index) => (column === 'at' ? `CAST(value ->> ${index} AS bigint)` : `value ->> ${index}`))
const insertMany = `INSERT INTO audit_log (${columns}) SELECT ${members.join(', ')} FROM ${listedRows(1)}`
const select = `SELECT ${columns}, seal FROM audit_log`
const valuesOf = (record: MarkedRecord) => [
  record.id,
  record.at,
  record.type,
  record.actor,
  record.target,
  record.clientId,
  record.sub,
  record.flowId,
  record.address,
  record.node,
  record.details,
  record.keyId,
  record.mac,
]

/** Rows read at a time, however many there are. */
const pageRows = 1_000

/** The rows of the audit log. They are added, read, sealed, and dropped by whole seals: nothing here changes one. */
@Injectable()
export class AuditLog {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Adds records by one statement: to the unit of work that is open, with whatever else it writes. */
  async add(records: readonly MarkedRecord[]): Promise<void> {
    const [first, ...others] = records
    if (!first) return
    const { current, writes } = this.unitOfWork
    const [sql, values] = others.length === 0 ? [insert, valuesOf(first)] : [insertMany, [toList(records.map(valuesOf))]]
    if (current) current.send(sql, values)
    else await writes.query(sql, values)
  }

  /** Records that no seal holds yet, in the order of their ids, after this one. */
  async unsealed(after: string, limit: number): Promise<readonly StoredRecord[]> {
    return this.#read(`${select} WHERE seal IS NULL AND id > $1 ORDER BY id LIMIT $2`, [after, limit])
  }

  /** The records of these seals, by seal and id. */
  async *sealed(from: number, to: number): AsyncGenerator<StoredRecord> {
    const sql = `${select} WHERE (seal, id) > ($1, $2) AND seal <= $3 ORDER BY seal, id LIMIT $4`
    yield* this.#pages((last) => this.#read(sql, [last?.seal ?? from, last?.id ?? '', to, pageRows]))
  }

  /**
   * A few of the records that name a seal there cannot be, in one look.
   *
   * @param first the first seal that was not dropped
   */
  async strays(first: number, limit: number): Promise<readonly StoredRecord[]> {
    const sql = `${select} WHERE seal < $1 OR seal > (SELECT COALESCE(MAX(number), 0) FROM audit_seals) ORDER BY id LIMIT $2`
    return this.#read(sql, [first, limit])
  }

  /**
   * Deletes the records of these seals as a part of the unit that moves the cut.
   *
   * @throws Error where they are not as many as the seals say
   */
  async drop(tx: Transaction, seals: readonly AuditSeal[]): Promise<void> {
    const expected = seals.reduce((sum, { records }) => sum + records, 0)
    const sql = 'DELETE FROM audit_log WHERE seal >= $1 AND seal <= $2 RETURNING 1 AS dropped'
    const dropped = await tx.query(sql, [seals[0]?.number ?? 0, seals.at(-1)?.number ?? 0])
    if (dropped.length !== expected) throw new Error(`the audit log has ${dropped.length} records where its seals name ${expected}`)
  }

  /** All that the filter lets through, in the order of time; never more than a page of it in memory. */
  async *all(filter: AuditFilter): AsyncGenerator<StoredRecord> {
    yield* this.#pages((last) => this.#page(filter, last?.id ?? '', 'ASC', pageRows))
  }

  /** The newest that the filter lets through, the oldest of them first. */
  async newest(filter: AuditFilter, limit: number): Promise<readonly StoredRecord[]> {
    return (await this.#page(filter, '', 'DESC', limit)).toReversed()
  }

  /** The newest start of a server. */
  async lastStart(): Promise<StoredRecord | undefined> {
    const [record] = await this.#read(`${select} WHERE type = 'server.started' ORDER BY id DESC LIMIT 1`, [])
    return record
  }

  /** The newest start among the records of these seals. */
  async lastStartOf(from: number, to: number): Promise<StoredRecord | undefined> {
    const sql = `${select} WHERE type = 'server.started' AND seal >= $1 AND seal <= $2 ORDER BY seal DESC, id DESC LIMIT 1`
    const [record] = await this.#read(sql, [from, to])
    return record
  }

  async *#pages(next: (last: StoredRecord | undefined) => Promise<readonly StoredRecord[]>): AsyncGenerator<StoredRecord> {
    let last: StoredRecord | undefined
    for (let page = await next(last); page.length > 0; page = await next(last)) {
      yield* page
      last = page.at(-1)
    }
  }

  #page(filter: AuditFilter, after: string, order: 'ASC' | 'DESC', limit: number): Promise<readonly StoredRecord[]> {
    const conditions = conditionsOf(filter, after)
    const where = conditions.map(([condition], index) => `${condition} $${index + 1}`).join(' AND ')
    const sql = `${select} WHERE ${where} ORDER BY id ${order} LIMIT $${conditions.length + 1}`
    return this.#read(sql, [...conditions.map(([, value]) => value), limit])
  }

  async #read(sql: string, values: readonly Value[]): Promise<readonly StoredRecord[]> {
    return (await this.unitOfWork.reads.query(sql, values)).map(toRecord)
  }
}

function conditionsOf({ since, until, type, clientId, sub }: AuditFilter, after: string): readonly (readonly [string, Value])[] {
  const given = [
    ['id >=', since === undefined ? undefined : leastIdAt(since)],
    ['id <', until === undefined ? undefined : leastIdAt(until)],
    ['type =', type],
    ['client_id =', clientId],
    ['sub =', sub],
  ] as const
  return [['id >', after], ...given.flatMap(([condition, value]) => (value === undefined ? [] : [[condition, value] as const]))]
}

const text = (value: unknown) => value as string | null
const toRecord = (row: Row): StoredRecord => ({
  id: row['id'] as string,
  at: Number(row['at']),
  type: row['type'] as string,
  actor: row['actor'] as string,
  target: text(row['target']),
  clientId: text(row['client_id']),
  sub: text(row['sub']),
  flowId: text(row['flow_id']),
  address: text(row['address']),
  node: row['node'] as string,
  details: row['details'] as string,
  keyId: row['key_id'] as string,
  mac: row['mac'] as string,
  seal: row['seal'] === null ? null : Number(row['seal']),
})
