import { setTimeout as sleep } from 'node:timers/promises'
import type { DataSource, QueryRunner } from 'typeorm'

/** Whose turn it is: one number for each thing that one node does while the others wait. */
export const locks = { migrations: 4_207_849_484, seeds: 4_207_849_485, keys: 4_207_849_486 } as const

/** Milliseconds between two tries to get a lock that another node has. */
const pause = 100

/** Does the work on one node at a time. SQLite has one node, whose units take turns anyway. */
export async function withLock<Result>(dataSource: DataSource, lock: number, work: () => Promise<Result>): Promise<Result> {
  if (dataSource.options.type !== 'postgres') return work()
  const runner = dataSource.createQueryRunner()
  try {
    // Asked again and again: a statement that waited for its turn would be ended as one that takes too long.
    while (!(await isOurs(runner, lock))) await sleep(pause)
    return await work()
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [lock]).catch(() => undefined)
    await runner.release()
  }
}

async function isOurs(runner: QueryRunner, lock: number): Promise<boolean> {
  const [row]: { ours: boolean }[] = await runner.query('SELECT pg_try_advisory_lock($1) AS ours', [lock])
  return row?.ours === true
}
