import { Injectable } from '@nestjs/common'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { FlowSettings } from '#platform/config/flow-settings'
import { deleteExpired } from '#platform/database/delete-expired'
import type { ExpiredRows } from '#platform/database/delete-expired'
import type { Row } from '#platform/database/row'
import { SweepsExpired } from '#platform/database/sweeps-expired'
import type { SweepsRows } from '#platform/database/sweeps-expired'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { FlowEventRow } from './flow-event.entity'
import type { FlowOutcome, FlowRecord } from './flow-record'

const columns = 'id, flow_id, at, node, method, path, status, milliseconds, outcome, client_id, sub, error, check_name, steps'
const valuesOf = (record: FlowRecord) => [
  record.id,
  record.flowId,
  record.at,
  record.node,
  record.method,
  record.path,
  record.status,
  record.milliseconds,
  record.outcome,
  record.clientId,
  record.sub,
  record.error,
  record.check,
  JSON.stringify(record.steps),
]
const width = columns.split(', ').length
/** Characters of a flow's id. */
const wholeId = 22
const daySeconds = 24 * 60 * 60
/** Requests of one flow that are told, the newest; a refresh token that lives for months has many. */
const mostRequests = 200

/** Which flows are looked for. */
export interface FlowFilter {
  /** Milliseconds since the epoch. */
  readonly since: number
  readonly clientId?: string | undefined
  readonly sub?: string | undefined
  readonly outcome?: FlowOutcome | undefined
  readonly limit: number
}

/** A flow in one line. */
export interface FlowSummary {
  readonly flow: string
  /** Milliseconds since the epoch: of the newest request. */
  readonly at: number
  readonly requests: number
  readonly refused: number
  readonly failed: number
  readonly clientId: string | undefined
  readonly sub: string | undefined
  /** The error of the newest request that was refused or failed, and the check that refused it. */
  readonly error: string | undefined
  readonly check: string | undefined
}

/** What happened in flows, kept for some days. */
@Injectable()
@SweepsExpired()
export class FlowEvents implements SweepsRows {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly settings: FlowSettings,
  ) {}

  /** Writes some records, by one statement; one that has been written is passed over, since nobody may have heard that it was. */
  async add(records: readonly FlowRecord[]): Promise<void> {
    const places = records.map((_, row) => `(${Array.from({ length: width }, (__, column) => `$${row * width + column + 1}`).join(', ')})`)
    const sql = `INSERT INTO flow_events (${columns}) VALUES ${places.join(', ')} ON CONFLICT DO NOTHING`
    await this.unitOfWork.writes.query(sql, records.flatMap(valuesOf))
  }

  /** The ids of flows that begin so: two at the most, which is enough to know that there is more than one. */
  async findIds(prefix: string): Promise<readonly string[]> {
    const isWhole = prefix.length === wholeId
    const condition = isWhole ? 'flow_id = $1' : 'substr(flow_id, 1, $1) = $2'
    const sql = `SELECT DISTINCT flow_id FROM flow_events WHERE ${condition} LIMIT 2`
    const rows = await this.unitOfWork.reads.query(sql, isWhole ? [prefix] : [prefix.length, prefix])
    return rows.map((row) => row['flow_id'] as string)
  }

  /** What happened in a flow, in the order in which it happened. */
  async of(flowId: string): Promise<readonly FlowRecord[]> {
    const options = { where: { flowId }, order: { at: 'DESC' }, take: mostRequests } as const
    return (await this.unitOfWork.find((entities) => entities.find(FlowEventRow, options))).toReversed()
  }

  /** Flows, those with the newest requests first. */
  async recent({ since, clientId, sub, outcome, limit }: FlowFilter): Promise<readonly FlowSummary[]> {
    const given = Object.entries({ client_id: clientId, sub, outcome }).filter(([, value]) => value !== undefined) as [string, string][]
    const conditions = given.map(([column], index) => `AND ${column} = $${index + 2}`).join(' ')
    const newest = `SELECT flow_id, MAX(at) AS newest FROM flow_events WHERE at >= $1 ${conditions} GROUP BY flow_id ORDER BY newest DESC LIMIT $${given.length + 2}`
    const rows = await this.unitOfWork.reads.query(newest, [since, ...given.map(([, value]) => value), limit])
    return Promise.all(rows.map(async (row) => toSummary(row, await this.of(row['flow_id'] as string))))
  }

  expiredRows(now: EpochSeconds): ExpiredRows {
    const before = (now - this.settings.retentionDays * daySeconds) * 1000
    return { table: 'flow_events', key: 'id', expiry: 'at', before, early: 'harmless' }
  }

  async sweepExpired(now: EpochSeconds, limit: number): Promise<number> {
    const deleted = await deleteExpired(this.unitOfWork.writes, this.expiredRows(now), limit)
    return deleted < limit ? deleted + (await this.#deleteSurplus(limit - deleted)) : deleted
  }

  /** Keeps the table within its bound: the oldest go. The number of rows is an estimate that costs nothing. */
  async #deleteSurplus(limit: number): Promise<number> {
    const surplus = (await this.unitOfWork.estimateRows('flow_events')) - this.settings.mostRows
    if (surplus <= 0) return 0
    const oldest = 'SELECT id FROM flow_events ORDER BY at LIMIT $1 FOR UPDATE SKIP LOCKED'
    const sql = `DELETE FROM flow_events WHERE id IN (${oldest}) RETURNING 1 AS deleted`
    return (await this.unitOfWork.writes.query(sql, [Math.min(surplus, limit)])).length
  }
}

const newest = (records: readonly FlowRecord[], name: 'clientId' | 'sub' | 'error' | 'check') =>
  records.findLast((record) => record[name] !== null)?.[name] ?? undefined

const toSummary = (row: Row, records: readonly FlowRecord[]): FlowSummary => ({
  flow: row['flow_id'] as string,
  at: Number(row['newest']),
  requests: records.length,
  refused: records.filter(({ outcome }) => outcome === 'refused').length,
  failed: records.filter(({ outcome }) => outcome === 'failed').length,
  clientId: newest(records, 'clientId'),
  sub: newest(records, 'sub'),
  error: newest(records, 'error'),
  check: newest(records, 'check'),
})
