import type { EntityManager, DataSource } from 'typeorm'
import { SqliteReadingSource } from './sqlite-reading-source'
import type { WritingSource } from './sqlite-reading-source'

/** A second, read-only connection to SQLite: on the one that writes, a reader would see another request's uncommitted rows. */
export class SqliteReader {
  #opening: Promise<DataSource> | undefined
  #open: DataSource | undefined

  constructor(private readonly writer: WritingSource) {}

  /** At once where it is open. */
  manager(): EntityManager | Promise<EntityManager> {
    return this.#open?.manager ?? this.#opened()
  }

  /** It is opened again when it is asked for again. */
  async close(): Promise<void> {
    const reader = await this.#opening
    this.#opening = undefined
    this.#open = undefined
    await reader?.destroy()
  }

  /** What could not be opened is opened again when it is asked for again. */
  async #opened(): Promise<EntityManager> {
    this.#opening ??= new SqliteReadingSource(this.writer).initialize().catch((error: unknown) => {
      this.#opening = undefined
      throw error
    })
    this.#open = await this.#opening
    return this.#open.manager
  }
}
