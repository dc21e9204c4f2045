import { DataSource } from 'typeorm'
import type { EntityManager } from 'typeorm'
import { busyTimeout } from './while-busy'

/** A second, read-only connection to SQLite: on the one that writes, a reader would see another request's uncommitted rows. */
export class SqliteReader {
  #reader: Promise<DataSource> | undefined

  constructor(private readonly writer: DataSource) {}

  async manager(): Promise<EntityManager> {
    this.#reader ??= this.#open()
    return (await this.#reader).manager
  }

  /** It is opened again when it is asked for again. */
  async close(): Promise<void> {
    const reader = await this.#reader
    this.#reader = undefined
    await reader?.destroy()
  }

  /** What could not be opened is opened again when it is asked for again. */
  async #open(): Promise<DataSource> {
    const options = { ...this.writer.options, readonly: true, timeout: busyTimeout, migrations: [], prepareDatabase: () => {} }
    return new DataSource(options as DataSource['options']).initialize().catch((error: unknown) => {
      this.#reader = undefined
      throw error
    })
  }
}
