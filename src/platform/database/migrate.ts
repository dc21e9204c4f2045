import { DataSource } from 'typeorm'
import { locks, withLock } from './advisory-locks'
import { checkNotNewer, findSchemaState } from './check-schema'
import { withoutHurry } from './database-options'

/**
 * Brings the schema up to date; on PostgreSQL one node does it while the others wait. Returns the names of what it ran.
 *
 * @throws StartRefused when the schema is newer than this version
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  return withLock(dataSource, locks.migrations, async () => {
    const state = await findSchemaState(dataSource)
    checkNotNewer(state)
    if (state.pending.length === 0) return []
    return dataSource.options.type === 'postgres' ? runBeside(dataSource) : run(dataSource)
  })
}

const run = async (dataSource: DataSource): Promise<string[]> => {
  const ran = await dataSource.runMigrations({ transaction: 'all' })
  return ran.map(({ name }) => name)
}

/** An index on a large table takes longer than any request may: it is made on a connection that waits. */
async function runBeside({ options }: DataSource): Promise<string[]> {
  const patient = await new DataSource(withoutHurry(options)).initialize()
  try {
    return await run(patient)
  } finally {
    await patient.destroy()
  }
}
