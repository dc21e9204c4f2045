import type { EntityManager } from 'typeorm'
import type { Connection } from './connection'
import { checkDeadline } from './deadline'
import type { Row, Value } from './row'

/** Changes by TypeORM, for what is done rarely. */
export type EntityWriter = Pick<EntityManager, 'insert' | 'update' | 'delete' | 'upsert'>

/** Queries by TypeORM, for what is done rarely. */
export type EntityReader = Pick<EntityManager, 'find' | 'findBy' | 'findOne' | 'findOneBy' | 'existsBy'>

/**
 * An open transaction. Its statements commit together or not at all: once one of them has failed, or the transaction is over, every further
 * one is refused, TypeORM's too.
 */
export interface Transaction extends Connection {
  /** It offers no queries: what a transaction relies on is read with a lock, by lockRow and lockRows. */
  readonly entities: EntityWriter
  /** Sends a statement whose answer nothing depends on. The commit waits for it; where it fails, the transaction does. */
  send(sql: string, values: readonly Value[]): void
  /** Starts something once the transaction has committed, never when it is rolled back. It must not throw. */
  afterCommit(start: () => void): void
}

/** A statement came after the end of its transaction: it would have been committed by itself. */
export class TransactionOver extends Error {
  constructor() {
    super('the transaction of this statement is over')
  }
}

/** Has TypeORM send its statements through a guard. */
export type GuardedEntities = (guard: <Result>(statement: () => Promise<Result>) => Promise<Result>) => EntityManager

/** What a transaction is made of. */
export interface TransactionParts {
  readonly connection: Connection
  readonly entities: GuardedEntities
  /** Whether the database still has it open, as far as the driver knows. */
  readonly isOpen: () => boolean
}

/** A transaction as whoever began it sees it. */
export class OpenTransaction implements Transaction {
  readonly #sent: Promise<unknown>[] = []
  readonly #afterwards: (() => void)[] = []
  #entities: EntityManager | undefined
  #failure: Error | undefined
  #isOver = false

  constructor(private readonly parts: TransactionParts) {}

  get entities(): EntityManager {
    return (this.#entities ??= this.parts.entities((statement) => this.#run(statement)))
  }

  query(sql: string, values: readonly Value[] = []): Promise<readonly Row[]> {
    return this.#run(() => this.parts.connection.query(sql, values))
  }

  send(sql: string, values: readonly Value[]): void {
    const sent = this.query(sql, values)
    sent.catch(() => undefined)
    this.#sent.push(sent)
  }

  afterCommit(start: () => void): void {
    this.#afterwards.push(start)
  }

  /** Refuses further statements. */
  end(): void {
    this.#isOver = true
  }

  /**
   * Waits for what was sent.
   *
   * @throws Error what the first statement that failed threw, whoever caught it
   */
  async settle(): Promise<void> {
    await Promise.allSettled(this.#sent)
    if (this.#failure) throw this.#failure
  }

  /** Starts what was to wait for the commit. */
  committed(): void {
    for (const start of this.#afterwards) start()
  }

  async #run<Result>(statement: () => Promise<Result>): Promise<Result> {
    this.#check()
    try {
      return await statement()
    } catch (error) {
      this.#failure ??= error as Error
      throw error
    }
  }

  #check(): void {
    checkDeadline()
    if (this.#failure) throw this.#failure
    if (this.#isOver || !this.parts.isOpen()) throw new TransactionOver()
  }
}
