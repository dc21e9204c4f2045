import { existsSync } from 'node:fs'
import { DataSource } from 'typeorm'
import type { DatabaseLocation } from '#platform/config/values/parse-database-url'
import { findSchemaState } from '#platform/database/check-schema'
import type { SchemaState } from '#platform/database/check-schema'
import { toReadingOptions } from '#platform/database/database-options'
import { explainFailure } from '#operations/start/explain-failure'
import { broken, fine, skipped } from './finding'
import type { Finding } from './finding'
import { lookAtClock } from './look-at-clock'
import { lookAtPostgres } from './look-at-postgres'

/** What was found of the database itself, and what it lacks for its records to be looked at. */
export interface DatabaseFindings {
  readonly findings: readonly Finding[]
  readonly lacks?: 'database' | 'migrations'
}

const notRead = ['migrations', 'clock'] as const

/** Asks the database without changing anything, neither its rows nor its schema. */
export async function lookAtDatabase(location: DatabaseLocation): Promise<DatabaseFindings> {
  // SQLite would make the file.
  if (location.kind === 'sqlite' && !existsSync(location.path))
    return away('there is no such file', 'start the server or run "aldgate migrate", which make it; or mend DATABASE_URL')
  const dataSource = new DataSource(toReadingOptions(location))
  try {
    await dataSource.initialize()
    return await ask(dataSource)
  } catch (error) {
    return away(explainFailure(error, { task: 'the question', isVerbose: false }), 'start the database, or mend DATABASE_URL')
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy()
  }
}

async function ask(dataSource: DataSource): Promise<DatabaseFindings> {
  const state = await findSchemaState(dataSource)
  const answers = dataSource.options.type === 'postgres' ? await lookAtPostgres(dataSource) : fine('database', 'SQLite answers')
  const migrations = judgeMigrations(state, dataSource.migrations.length)
  const findings = [answers, migrations, await lookAtClock(dataSource)]
  return migrations.state === 'ok' ? { findings } : { findings, lacks: 'migrations' }
}

function judgeMigrations({ pending, unknown }: SchemaState, own: number): Finding {
  if (unknown.length > 0)
    return broken(
      'migrations',
      `a newer version ran ${unknown.join(', ')}`,
      'use that version, or restore the backup of before the upgrade',
    )
  if (pending.length > 0)
    return broken('migrations', `${pending.join(', ')} have not run`, 'run "aldgate migrate", or start a server with MIGRATE=on-start')
  return fine('migrations', `all ${own} have run`)
}

const away = (found: string, mend: string): DatabaseFindings => ({
  findings: [broken('database', found, mend), ...notRead.map((check) => skipped(check, 'needs the database'))],
  lacks: 'database',
})
