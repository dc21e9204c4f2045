import { FromEnvironment } from './from-environment'
import { parseWord } from './values/parse-choice'
import { parseDatabaseUrl } from './values/parse-database-url'
import type { DatabaseLocation } from './values/parse-database-url'

/** Where the records are kept, and who brings their tables up to date. */
export class DatabaseSettings {
  @FromEnvironment('DATABASE_URL', {
    description: 'sqlite://PATH, relative to the working directory, or postgres://USER:PASSWORD@HOST/NAME.',
    default: 'sqlite://./data/aldgate.sqlite',
    secret: true,
    parse: parseDatabaseUrl,
  })
  readonly location!: DatabaseLocation

  @FromEnvironment('MIGRATE', {
    description: 'on-start, or off where a job runs "aldgate migrate".',
    default: 'on-start',
    parse: parseWord('on-start', 'off'),
  })
  readonly migrate!: 'on-start' | 'off'
}
