import { overhearStatements } from './overhear-statements'
import type { Statement } from './overhear-statements'

/** What a request costs its database. */
export interface Cost {
  /** What is asked and written, without what begins and ends transactions. */
  readonly statements: number
  /** The tables that each transaction changes, and each change outside of one; those that only mark something as used apart. */
  readonly transactions: readonly (readonly string[])[]
  /** Rows written, by table. */
  readonly rows: Readonly<Record<string, number>>
}

/** What a node writes and reads for many requests at once. */
const forMany = /flow_events|FROM "?resources/
const opening = /^(?:SAVEPOINT|START TRANSACTION|BEGIN$)/
const ending = /^(?:RELEASE|COMMIT|ROLLBACK)/
const written = /^(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)"?(?: \(([^)]*)\))?/

const tableOf = ({ sql }: Statement) => written.exec(sql)?.[1]

/** What keeps the number of somebody's records within bounds: it finds nothing to end as long as they are few. */
const bounding = / OFFSET /

/** An INSERT has as many rows as its values fill; what else is changed here is named by its key. */
function rowsOf({ sql, values }: Statement): number {
  if (bounding.test(sql)) return 0
  const columns = written.exec(sql)?.[2]?.split(',').length
  return sql.startsWith('INSERT') && columns !== undefined ? values.length / columns : 1
}

function toRows(statements: readonly Statement[]): Record<string, number> {
  const rows: Record<string, number> = {}
  for (const statement of statements) {
    const table = tableOf(statement)
    if (table !== undefined) rows[table] = (rows[table] ?? 0) + rowsOf(statement)
  }
  return rows
}

/** Of each transaction, and of each change outside of one, the tables that it changes. */
function toTransactions(statements: readonly Statement[]): (readonly string[])[] {
  const transactions: string[][] = []
  let open: string[] | undefined
  for (const statement of statements) {
    if (opening.test(statement.sql)) transactions.push((open = []))
    else if (ending.test(statement.sql)) open = undefined
    const table = tableOf(statement)
    if (table !== undefined && open) open.push(table)
    else if (table !== undefined) transactions.push([table])
  }
  return transactions
}

function toCost(overheard: readonly Statement[]): Cost {
  const statements = overheard.filter(({ sql, isOfRequest }) => isOfRequest && !forMany.test(sql))
  const changes = toTransactions(statements).filter((tables) => tables.some((table) => table !== 'replay_marks'))
  const counted = statements.filter(({ sql }) => !opening.test(sql) && !ending.test(sql) && sql !== 'BEGIN IMMEDIATE')
  return { statements: counted.length, transactions: changes, rows: toRows(statements) }
}

const nameOf = (url: string, { method = 'GET', body }: RequestInit) => {
  const grant = body instanceof URLSearchParams ? body.get('grant_type') : null
  return [method, new URL(url).pathname, grant].filter((part) => part !== null).join(' ')
}

/** What each request to a server in this process costs its database, by method, path and grant type; one at a time. */
export async function costsOf(work: () => Promise<void>): Promise<ReadonlyMap<string, Cost>> {
  const [costs, statements] = [new Map<string, Cost>(), [] as Statement[]]
  const [{ fetch }, endListening] = [globalThis, overhearStatements(statements)]
  globalThis.fetch = async (input, init = {}) => {
    statements.splice(0)
    const response = await fetch(input, init)
    costs.set(nameOf(input instanceof Request ? input.url : String(input), init), toCost(statements))
    return response
  }
  await work().finally(() => {
    globalThis.fetch = fetch
    endListening()
  })
  return costs
}
