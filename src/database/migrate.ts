import type { DataSource } from 'typeorm'
import { locks, withLock } from './advisory-lock'

/** Brings the schema up to date; on PostgreSQL one node does it while the others wait. Returns the names of what it ran. */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  return withLock(dataSource, locks.migrations, async () => {
    const ran = await dataSource.runMigrations({ transaction: 'all' })
    return ran.map(({ name }) => name)
  })
}
