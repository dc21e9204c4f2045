import type { DataSource } from 'typeorm'
import { locks, withLock } from './advisory-lock'
import { checkNotNewer, findSchemaState } from './check-schema'

/**
 * Brings the schema up to date; on PostgreSQL one node does it while the others wait. Returns the names of what it ran.
 *
 * @throws StartRefused when the schema is newer than this version
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  return withLock(dataSource, locks.migrations, async () => {
    checkNotNewer(await findSchemaState(dataSource))
    const ran = await dataSource.runMigrations({ transaction: 'all' })
    return ran.map(({ name }) => name)
  })
}
