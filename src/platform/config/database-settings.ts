import { FromEnvironment } from './from-environment'
import { parseWord } from './values/parse-choice'
import { parseDatabaseUrl } from './values/parse-database-url'
import type { DatabaseLocation } from './values/parse-database-url'
import { WholeNumber } from './whole-number'

/** Connections of a node to PostgreSQL. */
export const usualConnections = 22

/** Where the records are kept, and who brings their tables up to date. */
export class DatabaseSettings {
  @FromEnvironment('DATABASE_URL', {
    description: 'sqlite://PATH, relative to the working directory, or postgres://USER:PASSWORD@HOST/NAME.',
    default: 'sqlite://./data/aldgate.sqlite',
    secret: true,
    parse: parseDatabaseUrl,
  })
  readonly location!: DatabaseLocation

  @WholeNumber('ALDGATE_DATABASE_POOL', {
    description: 'Connections that a node may have to PostgreSQL.',
    default: usualConnections,
    min: 5,
    max: 1_000,
  })
  readonly connections!: number

  @FromEnvironment('MIGRATE', {
    description: 'on-start, or off where a job runs "aldgate migrate".',
    default: 'on-start',
    parse: parseWord('on-start', 'off'),
  })
  readonly migrate!: 'on-start' | 'off'
}
