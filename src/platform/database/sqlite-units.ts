import { setImmediate as nextTurn } from 'node:timers/promises'
import { runOnSqlite, sqliteConnectionOf } from './sqlite-connection'
import type { SqliteDataSource } from './sqlite-data-source'
import { restOn } from './patience'
import type { Pending } from './pending'
import { Turn } from './turn'
import type { DatabaseLoad, Units, Work, Written } from './units'
import { busyTimeout, whileBusy } from './while-busy'

/** Most units that are committed together. */
const largestGroup = 64

/**
 * SQLite has one connection that writes: units take turns on it, in the order of arrival. Those that are there at the same time are
 * committed together, since a commit is the wait for the disk, and nobody hears of success before. Each is a savepoint of its own: one that
 * fails leaves nothing of itself and takes nothing of the others along.
 */
export class SqliteUnits implements Units {
  readonly #waiting: Turn[] = []
  #isServing = false

  constructor(private readonly dataSource: SqliteDataSource) {
    this.#run(`PRAGMA busy_timeout = ${busyTimeout}`)
  }

  /** Of the connection that writes. */
  get load(): DatabaseLoad {
    const busy = this.#isServing ? 1 : 0
    return { busy, idle: 1 - busy, waiting: this.#waiting.length }
  }

  transact<Result>(work: Work<Result>, pending: Pending): Promise<Result> {
    return this.#enter(new Turn(() => this.#asSavepoint(work, pending)))
  }

  write<Result>(statement: Work<Result>): Promise<Result> {
    return this.#enter(new Turn(() => statement(this.dataSource.manager)))
  }

  /** Whoever asked goes on before the commit, and may be back with a unit that this commit takes along. */
  writeLightly<Result>(statement: Work<Result>): Promise<Written<Result>> {
    return new Promise((resolve, reject) => {
      const work = async () => resolve({ result: await statement(this.dataSource.manager), kept: restOn(kept) })
      const kept: Promise<void> = this.#enter(new Turn(work, { isFollowed: true }))
      kept.catch(reject)
    })
  }

  read<Result>(query: Work<Result>): Promise<Result> {
    const manager = this.dataSource.reader.manager()
    return whileBusy(() => (manager instanceof Promise ? manager.then(query) : query(manager)))
  }

  lookUp<Result>(query: Work<Result>): Promise<Result> {
    return this.read(query)
  }

  #enter<Result>(turn: Turn<Result>): Promise<Result> {
    this.#waiting.push(turn as Turn)
    if (!this.#isServing) void this.#serve()
    return turn.result
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
    const group: Turn[] = []
    try {
      // Not deferred: a unit that reads, then writes, beside another process would fail with SQLITE_BUSY_SNAPSHOT.
      await whileBusy(async () => this.#run('BEGIN IMMEDIATE'))
      this.dataSource.isReadable = true
      await this.#takeTurns(group)
      this.#run('COMMIT')
      for (const turn of group) turn.settle()
    } catch (error) {
      this.#rollBack()
      // Where not even a beginning could be made, those who wait have waited long enough.
      for (const turn of group.length > 0 ? group : this.#waiting.splice(0)) turn.settle(error)
    } finally {
      this.dataSource.isReadable = false
    }
  }

  async #takeTurns(group: Turn[]): Promise<void> {
    let isFollowed = false
    while (this.#waiting.length > 0 && group.length < largestGroup) {
      const turn = this.#waiting.shift() as Turn
      group.push(turn)
      await this.#take(turn)
      isFollowed ||= turn.isFollowed
      if (!isFollowed || this.#waiting.length > 0 || group.length === largestGroup) continue
      isFollowed = false
      await nextTurn()
    }
  }

  async #take(turn: Turn): Promise<void> {
    if (!turn.isFollowed) this.dataSource.isReadable = false
    await turn.take()
    if (!this.#isOpen) throw new Error('SQLite has rolled back by itself')
  }

  async #asSavepoint<Result>(work: Work<Result>, pending: Pending): Promise<Result> {
    this.#run('SAVEPOINT unit')
    try {
      const result = await work(this.dataSource.manager)
      await pending.done()
      this.#run('RELEASE unit')
      return result
    } catch (error) {
      if (this.#isOpen) this.#undoUnit()
      throw error
    }
  }

  #undoUnit(): void {
    this.#run('ROLLBACK TO unit')
    this.#run('RELEASE unit')
  }

  #rollBack(): void {
    try {
      if (this.#isOpen) this.#run('ROLLBACK')
    } catch {
      // SQLite has rolled back by itself.
    }
  }

  get #isOpen(): boolean {
    return sqliteConnectionOf(this.dataSource).inTransaction
  }

  #run(sql: string): void {
    runOnSqlite(sqliteConnectionOf(this.dataSource), sql)
  }
}
