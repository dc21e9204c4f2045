import type { DataSource } from 'typeorm'

/** Whose turn it is: one number for each thing that one node does while the others wait. */
export const locks = { migrations: 4_207_849_484, seeds: 4_207_849_485, keys: 4_207_849_486 } as const

/** Does the work on one node at a time. SQLite has one node, whose units take turns anyway. */
export async function withLock<Result>(dataSource: DataSource, lock: number, work: () => Promise<Result>): Promise<Result> {
  if (dataSource.options.type !== 'postgres') return work()
  const runner = dataSource.createQueryRunner()
  try {
    await runner.query('SET statement_timeout = 0')
    await runner.query('SELECT pg_advisory_lock($1)', [lock])
    return await work()
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [lock]).catch(() => undefined)
    await runner.query('RESET statement_timeout').catch(() => undefined)
    await runner.release()
  }
}
