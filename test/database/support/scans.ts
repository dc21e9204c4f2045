import type { Client } from 'pg'
import type { DataSource } from 'typeorm'
import type { Statement } from '../../support/overhear-statements'
import { growingTables } from './growing-tables'

type Question = Pick<Statement, 'sql' | 'values'>

const grows = (table: string | undefined): boolean => growingTables.some((one) => one === table)

interface Plan {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Cond'?: string
  readonly Plans?: readonly Plan[]
}

/** A table is read as a whole: by itself, or along an index that has nothing to look up, where not a few rows of its order are wanted. */
const readsAll = (plan: Plan, isLimited: boolean): boolean =>
  plan['Node Type'] === 'Seq Scan' || (/Index/.test(plan['Node Type']) && plan['Index Cond'] === undefined && !isLimited)

function scansIn(plan: Plan, isLimited = false): readonly string[] {
  const { 'Node Type': type, 'Relation Name': table, Plans: plans = [] } = plan
  const own = grows(table) && readsAll(plan, isLimited) ? [`${type} on ${table}`] : []
  return [...own, ...plans.flatMap((below) => scansIn(below, isLimited || type === 'Limit'))]
}

/** Where PostgreSQL would read one of the tables from its beginning to answer the statement; nothing is run. */
export async function scansOfPostgres(client: Client, { sql, values }: Question): Promise<readonly string[]> {
  const { rows } = await client.query<{ 'QUERY PLAN': readonly { Plan: Plan }[] }>(`EXPLAIN (FORMAT JSON) ${sql}`, [...values])
  return rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan: plan }) => scansIn(plan))).map((scan) => `${scan}: ${sql}`)
}

/** Where SQLite would. */
export async function scansOfSqlite(file: DataSource, { sql, values }: Question): Promise<readonly string[]> {
  const steps = await file.query<{ readonly detail: string }[]>(`EXPLAIN QUERY PLAN ${sql}`, [...values])
  return steps.filter(({ detail }) => grows(/^SCAN (\w+)/.exec(detail)?.[1])).map(({ detail }) => `${detail}: ${sql}`)
}
