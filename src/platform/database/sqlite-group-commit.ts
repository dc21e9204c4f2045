import { setImmediate as nextTurn } from 'node:timers/promises'
import type { DatabaseLoad } from './database'
import { QueuedWork } from './queued-work'
import { runOnSqlite } from './sqlite-connection'
import type { SqliteConnection } from './sqlite-connection'
import { whileBusy } from './while-busy'

/** Most units that are committed together. */
const largestGroup = 64

/**
 * The queue for SQLite's connection that writes. What waits at the same time is committed together, since a commit is the wait for the
 * disk, and nobody hears of success before. Marks are answered before the commit: whoever waited for one may be back with a transaction
 * that this commit takes along.
 */
export class SqliteGroupCommit {
  readonly #waiting: QueuedWork[] = []
  #isServing = false
  #hasMarksAlone = false

  constructor(private readonly connection: () => SqliteConnection) {}

  get load(): DatabaseLoad {
    const busy = this.#isServing ? 1 : 0
    return { busy, idle: 1 - busy, waiting: this.#waiting.length }
  }

  /** Whether a query on this connection sees what is committed, and nothing else but marks. */
  get isReadable(): boolean {
    return !this.connection().inTransaction || this.#hasMarksAlone
  }

  add<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#enter(new QueuedWork(work))
  }

  /** The same for work that is answered before the commit. */
  addMark(work: () => Promise<void>): Promise<void> {
    return this.#enter(new QueuedWork(work, true))
  }

  #enter<Result>(work: QueuedWork<Result>): Promise<Result> {
    this.#waiting.push(work as QueuedWork)
    if (!this.#isServing) void this.#serve()
    return work.result
  }

  async #serve(): Promise<void> {
    this.#isServing = true
    while (this.#waiting.length > 0) {
      // Requests that have arrived by now come along.
      await nextTurn()
      await this.#commitTogether()
    }
    this.#isServing = false
  }

  async #commitTogether(): Promise<void> {
    const group: QueuedWork[] = []
    try {
      // Not deferred: a transaction that reads, then writes, beside another process would fail with SQLITE_BUSY_SNAPSHOT.
      await whileBusy(async () => this.#run('BEGIN IMMEDIATE'))
      this.#hasMarksAlone = true
      await this.#runGroup(group)
      this.#run('COMMIT')
      for (const work of group) work.settle()
    } catch (error) {
      this.#rollBack()
      // Where not even a beginning could be made, those who wait have waited long enough.
      for (const work of group.length > 0 ? group : this.#waiting.splice(0)) work.settle(error)
    } finally {
      this.#hasMarksAlone = false
    }
  }

  async #runGroup(group: QueuedWork[]): Promise<void> {
    let hasAnswered = false
    while (this.#waiting.length > 0 && group.length < largestGroup) {
      const work = this.#waiting.shift() as QueuedWork
      group.push(work)
      await this.#runOne(work)
      hasAnswered ||= work.isMark
      if (!hasAnswered || this.#waiting.length > 0 || group.length === largestGroup) continue
      hasAnswered = false
      await nextTurn()
    }
  }

  async #runOne(work: QueuedWork): Promise<void> {
    if (!work.isMark) this.#hasMarksAlone = false
    await work.run()
    if (!this.connection().inTransaction) throw new Error('SQLite has rolled back by itself')
  }

  #rollBack(): void {
    try {
      if (this.connection().inTransaction) this.#run('ROLLBACK')
    } catch {
      // SQLite has rolled back by itself.
    }
  }

  #run(sql: string): void {
    runOnSqlite(this.connection(), sql)
  }
}
