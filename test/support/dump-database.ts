import { existsSync, readFileSync } from 'node:fs'
import { DataSource } from 'typeorm'
import type { INestApplication } from '@nestjs/common'

const tablesOf = {
  'better-sqlite3': "SELECT name FROM sqlite_master WHERE type = 'table'",
  postgres: "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
}

const readable = (_key: string, value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || !('data' in value) || !Array.isArray(value.data)) return value
  return Buffer.from(value.data as number[]).toString('latin1')
}

/** Every row of every table, by table; of SQLite also the bytes of its files. */
export async function dumpDatabase(app: INestApplication): Promise<Map<string, string>> {
  const dataSource = app.get(DataSource)
  const { type, database } = dataSource.options
  const dump = new Map<string, string>()
  const tables: { name: string }[] = await dataSource.query(tablesOf[type as keyof typeof tablesOf])
  for (const { name } of tables) {
    const rows: object[] = await dataSource.query(`SELECT * FROM "${name}"`)
    dump.set(
      name,
      rows
        .map((row) =>
          Object.values(row)
            .map((value) => JSON.stringify(value, readable))
            .join('\n'),
        )
        .join('\n'),
    )
  }
  if (type === 'better-sqlite3')
    for (const file of [database, `${database}-wal`]) if (existsSync(file)) dump.set(file, readFileSync(file, 'latin1'))
  return dump
}
