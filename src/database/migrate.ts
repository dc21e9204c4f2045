import type { DataSource } from 'typeorm'

/** Any number will do, as long as all nodes take the same. */
const migrationLock = 4_207_849_484

/** Brings the schema up to date; on PostgreSQL one node does it while the others wait. Returns the names of what it ran. */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  if (dataSource.options.type !== 'postgres') return runPending(dataSource)
  const runner = dataSource.createQueryRunner()
  try {
    await runner.query('SET statement_timeout = 0')
    await runner.query('SELECT pg_advisory_lock($1)', [migrationLock])
    return await runPending(dataSource)
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [migrationLock])
    await runner.query('RESET statement_timeout')
    await runner.release()
  }
}

const runPending = async (dataSource: DataSource) => (await dataSource.runMigrations({ transaction: 'all' })).map(({ name }) => name)
