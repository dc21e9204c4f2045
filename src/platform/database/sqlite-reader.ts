import type { DataSource } from 'typeorm'
import { SqliteReadingSource } from './sqlite-reading-source'

/** Opens the second, read-only connection to SQLite when it is first asked for. */
export class SqliteReader {
  #opening: Promise<DataSource> | undefined
  #opened: DataSource | undefined

  constructor(private readonly writer: DataSource) {}

  /** The connection, where it is open. */
  get opened(): DataSource | undefined {
    return this.#opened
  }

  /** At once where it is open. */
  source(): DataSource | Promise<DataSource> {
    return this.#opened ?? this.#open()
  }

  /** It is opened again when it is asked for again. */
  async close(): Promise<void> {
    const reader = await this.#opening
    this.#opening = undefined
    this.#opened = undefined
    await reader?.destroy()
  }

  /** What could not be opened is opened again when it is asked for again. */
  async #open(): Promise<DataSource> {
    this.#opening ??= new SqliteReadingSource(this.writer).initialize().catch((error: unknown) => {
      this.#opening = undefined
      throw error
    })
    this.#opened = await this.#opening
    return this.#opened
  }
}
