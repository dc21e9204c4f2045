import type { DataSource } from 'typeorm'
import { StartRefused } from '#platform/config/start-refused'

/** What the database has seen beside what this version brings. */
export interface SchemaState {
  /** Migrations that have not run yet. */
  readonly pending: readonly string[]
  /** Migrations that this version does not know: a newer one ran them. */
  readonly unknown: readonly string[]
}

/** Compares the database's schema with this version's; changes nothing. */
export async function findSchemaState(dataSource: DataSource): Promise<SchemaState> {
  const ran = await findRan(dataSource)
  const own = dataSource.migrations.map(({ name = '' }) => name)
  return { pending: own.filter((name) => !ran.includes(name)), unknown: ran.filter((name) => !own.includes(name)) }
}

/** @throws StartRefused when a newer version made the schema what it is */
export function checkNotNewer({ unknown }: SchemaState): void {
  if (unknown.length > 0)
    throw new StartRefused(
      `the database was migrated by a newer version (${unknown.join(', ')}): start that version, or restore a backup of before the upgrade`,
    )
}

/** @throws StartRefused when the schema lacks something */
export function checkNotOlder({ pending }: SchemaState): void {
  if (pending.length > 0)
    throw new StartRefused(
      `the database lacks migrations of this version (${pending.join(', ')}): run "aldgate migrate", or set MIGRATE=on-start`,
    )
}

async function findRan(dataSource: DataSource): Promise<readonly string[]> {
  const runner = dataSource.createQueryRunner()
  try {
    if (!(await runner.hasTable('migrations'))) return []
    const rows = (await runner.query('SELECT name FROM migrations ORDER BY timestamp')) as readonly { readonly name: string }[]
    return rows.map(({ name }) => name)
  } finally {
    await runner.release()
  }
}
