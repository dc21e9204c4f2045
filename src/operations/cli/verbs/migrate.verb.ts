import { DatabaseSettings } from '#platform/config/database-settings'
import { toDataSourceOptions } from '#platform/database/database-options'
import { toDataSource } from '#platform/database/open-database'
import { migrate } from '#platform/database/migrate'
import { CliVerb } from '../cli-verb'
import type { Verb, VerbOutput } from '../cli-verb'

/** Brings the schema up to date, whatever MIGRATE says. */
@CliVerb({ name: 'migrate', usage: 'migrate', description: 'Runs the migrations that the database has not seen yet.', changes: true })
export class MigrateVerb implements Verb {
  constructor(private readonly settings: DatabaseSettings) {}

  async run(): Promise<VerbOutput> {
    const dataSource = await toDataSource(toDataSourceOptions(this.settings.location)).initialize()
    try {
      const migrations = await migrate(dataSource)
      const lines = migrations.map((name) => `ran ${name}`)
      return { lines: lines.length > 0 ? lines : ['The schema is up to date.'], data: { migrations } }
    } finally {
      await dataSource.destroy()
    }
  }
}
