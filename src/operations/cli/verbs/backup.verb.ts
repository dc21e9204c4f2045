import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { DataSource } from 'typeorm'
import { DatabaseSettings } from '#platform/config/database-settings'
import { toDataSourceOptions } from '#platform/database/database-options'
import { CliVerb, VerbFailure } from '../cli-verb'
import type { Verb, VerbOutput } from '../cli-verb'

const ownerAlone = 0o600

/** Copies SQLite's database as it is at one moment, while the server writes on. */
@CliVerb({
  name: 'backup',
  usage: 'backup FILE',
  description: 'Copies the SQLite database into a new file, as it is at this moment; the server may be running. PostgreSQL has pg_dump.',
})
export class BackupVerb implements Verb {
  constructor(private readonly settings: DatabaseSettings) {}

  async run([path = '']: readonly string[]): Promise<VerbOutput> {
    const file = resolve(path)
    await this.#copy(file)
    return { lines: [`The database was copied to ${file}.`], data: { file } }
  }

  async #copy(file: string): Promise<void> {
    const { location } = this.settings
    if (location.kind !== 'sqlite') throw new VerbFailure('the database is PostgreSQL: use pg_dump, as docs/operations.md says')
    if (!existsSync(location.path)) throw new VerbFailure('there is no database to copy: the file of DATABASE_URL does not exist')
    makeEmpty(file)
    const dataSource = await new DataSource(toDataSourceOptions(location)).initialize()
    try {
      await dataSource.query('VACUUM INTO ?', [file])
    } catch (error) {
      rmSync(file)
      throw error
    } finally {
      await dataSource.destroy()
    }
  }
}

/** SQLite fills a file that is empty; made by itself it could be read by others. */
function makeEmpty(file: string): void {
  try {
    writeFileSync(file, '', { flag: 'wx', mode: ownerAlone })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new VerbFailure(code === 'EEXIST' ? `${file} exists already` : `${file} cannot be written (${code})`)
  }
}
