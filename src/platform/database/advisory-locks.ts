import { setTimeout as sleep } from 'node:timers/promises'
import { Injectable } from '@nestjs/common'
import { InjectDataSource } from '@nestjs/typeorm'
import { DataSource } from 'typeorm'
import type { QueryRunner } from 'typeorm'

/** One number for each thing that one node does while the others wait. */
export const locks = { migrations: 4_207_849_484, seeds: 4_207_849_485, keys: 4_207_849_486, audit: 4_207_849_487 } as const

/** Milliseconds between two tries to get a lock that another node has. */
const pause = 100

/** Does work of several units on one node at a time. */
@Injectable()
export class AdvisoryLocks {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  hold<Result>(lock: number, work: () => Promise<Result>): Promise<Result> {
    return withLock(this.dataSource, lock, work)
  }

  /** The same where no other node has the lock; otherwise nothing is done. */
  holdIfFree(lock: number, work: () => Promise<void>): Promise<void> {
    if (this.dataSource.options.type !== 'postgres') return work()
    return withRunner(this.dataSource, async (runner) => {
      if (await isOurs(runner, lock)) await work()
    })
  }
}

/**
 * Does the work while this node has the lock. It belongs to a transaction, which a pooler between the server and PostgreSQL keeps on one
 * connection, and which ends with it. SQLite has one node, whose units take turns anyway.
 */
export async function withLock<Result>(dataSource: DataSource, lock: number, work: () => Promise<Result>): Promise<Result> {
  if (dataSource.options.type !== 'postgres') return work()
  return withRunner(dataSource, async (runner) => {
    // Asked again and again: a statement that waited for its turn would be ended as one that takes too long.
    while (!(await isOurs(runner, lock))) await sleep(pause)
    return work()
  })
}

/** A connection of its own, whose transaction ends with the work. */
async function withRunner<Result>(dataSource: DataSource, work: (runner: QueryRunner) => Promise<Result>): Promise<Result> {
  const runner = dataSource.createQueryRunner()
  try {
    return await work(runner)
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined)
    await runner.release()
  }
}

async function isOurs(runner: QueryRunner, lock: number): Promise<boolean> {
  await runner.startTransaction()
  // It is idle for as long as the work takes.
  await runner.query('SET LOCAL idle_in_transaction_session_timeout = 0')
  const [row]: { ours: boolean }[] = await runner.query('SELECT pg_try_advisory_xact_lock($1) AS ours', [lock])
  if (row?.ours !== true) await runner.rollbackTransaction()
  return row?.ours === true
}
