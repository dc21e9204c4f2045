import { Client } from 'pg'
import { currentFlow } from '#platform/events/flow'

type Call = (...args: readonly unknown[]) => unknown
type Prepared = Readonly<Record<'all' | 'get' | 'run', Call>>

/** A statement that a server in this process has sent to its database. */
export interface Statement {
  readonly sql: string
  readonly values: readonly unknown[]
  /** Whether somebody's request needed it: a node has work of its own too. */
  readonly isOfRequest: boolean
}

const listeners = new Set<(statement: Statement) => void>()
const tell = (sql: string, values: unknown) => {
  const statement = { sql, values: Array.isArray(values) ? (values as unknown[]) : [], isOfRequest: currentFlow() !== undefined }
  for (const listen of listeners) listen(statement)
}

/** Statements are prepared once and kept: the drivers are listened to from the beginning. */
const { prototype: sqlite } = jest.requireActual<{ prototype: { prepare: (sql: string) => Prepared } }>('better-sqlite3')
const prepare = sqlite.prepare
sqlite.prepare = function prepareOverheard(this: unknown, sql: string) {
  const statement = prepare.call(this, sql)
  const overheard = (name: keyof Prepared) => {
    const run = statement[name].bind(statement)
    Object.defineProperty(statement, name, {
      value: (...values: readonly unknown[]) => {
        tell(sql, values.flat())
        return run(...values)
      },
    })
  }
  for (const name of ['all', 'get', 'run'] as const) overheard(name)
  return statement
}

const postgres = Client.prototype as unknown as { query: Call }
const send = postgres.query
postgres.query = function queryOverheard(this: unknown, ...args) {
  const [query, given] = args as [string | { readonly text: string; readonly values?: unknown }, unknown]
  if (typeof query === 'string') tell(query, given)
  else tell(query.text, query.values ?? given)
  return send.call(this, ...args)
}

/** Collects every statement that a server in this process sends to its database, by any connection; the answer ends that. */
export function overhearStatements(statements: Statement[]): () => void {
  const listen = (statement: Statement) => void statements.push(statement)
  listeners.add(listen)
  return () => void listeners.delete(listen)
}
