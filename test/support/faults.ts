import { DataSource } from 'typeorm'
import type { TestServer } from './test-server'

type Work<Result> = () => Promise<Result>

/** Does something while the server's connections are gone; on SQLite the one that writes. */
export async function withoutDatabase<Result>({ app }: TestServer, work: Work<Result>): Promise<Result> {
  const dataSource = app.get(DataSource)
  await dataSource.destroy()
  try {
    return await work()
  } finally {
    await dataSource.initialize()
  }
}

/** Does something while one table cannot be found, for reading or for writing. */
export async function withoutTable<Result>({ app }: TestServer, table: string, work: Work<Result>): Promise<Result> {
  const dataSource = app.get(DataSource)
  await dataSource.query(`ALTER TABLE ${table} RENAME TO ${table}_away`)
  try {
    return await work()
  } finally {
    await dataSource.query(`ALTER TABLE ${table}_away RENAME TO ${table}`)
  }
}
