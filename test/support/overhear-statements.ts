import { Client } from 'pg'

type Call = (...args: readonly unknown[]) => unknown
type Statement = Readonly<Record<'all' | 'get' | 'run', Call>>

const listeners = new Set<(values: readonly unknown[]) => void>()
const tell = (values: unknown) => {
  if (Array.isArray(values)) for (const listen of listeners) listen(values)
}

/** Statements are prepared once and kept: the drivers are listened to from the beginning. */
const { prototype: sqlite } = jest.requireActual<{ prototype: { prepare: (sql: string) => Statement } }>('better-sqlite3')
const prepare = sqlite.prepare
sqlite.prepare = function prepareOverheard(this: unknown, sql: string) {
  const statement = prepare.call(this, sql)
  const overheard = (name: keyof Statement) => {
    const run = statement[name].bind(statement)
    Object.defineProperty(statement, name, {
      value: (...values: readonly unknown[]) => {
        tell(values.flat())
        return run(...values)
      },
    })
  }
  for (const name of ['all', 'get', 'run'] as const) overheard(name)
  return statement
}

const postgres = Client.prototype as unknown as { query: Call }
const query = postgres.query
postgres.query = function queryOverheard(this: unknown, ...args) {
  const [statement, values] = args as [{ readonly values?: unknown } | undefined, unknown]
  tell(statement?.values ?? values)
  return query.call(this, ...args)
}

/** Collects the parameters of every statement that a server in this process sends to its database, by any connection. */
export function overhearStatements(parameters: unknown[]): void {
  listeners.add((values) => void parameters.push(...values))
}
